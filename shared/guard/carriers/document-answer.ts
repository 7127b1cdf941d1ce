import { z } from 'zod';
import { type DocumentContents, unreadDocument } from './document-contents.ts';

/** The last thing that the reader of documents said, or nothing. It is another process: the shape is checked, and a line without end was not said. */
export function parseAnswer(answer: Buffer): DocumentContents {
  const last = answer.toString('utf8').split('\n').at(-2);
  return last === undefined ? unreadDocument : documentContents.parse(JSON.parse(last));
}

const documentContents = z.strictObject({
  parts: z.array(z.strictObject({ detail: z.string(), text: z.string() })),
  isReadable: z.boolean(),
  hasActiveContent: z.boolean(),
  isUnderstood: z.boolean(),
});
