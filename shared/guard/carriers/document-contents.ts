import { z } from 'zod';
import type { DocumentReport } from './document-report.ts';

/** What the reader of documents is given, besides the bytes. */
export interface DocumentTask {
  readonly kind: DocumentReport['kind'];
  readonly bytes: Buffer;
  /** The bytes are the beginning of a longer document. */
  readonly isCut: boolean;
  /** Of all texts together; what goes beyond is left out, and the document counts as not all readable. */
  readonly maxCharacters: number;
}

/** What a document says and does. It comes out of another process, so its shape is checked and not believed. */
export const documentContents = z.strictObject({
  parts: z.array(
    z.strictObject({
      /** `page 2`, `XML text`; never words of the document. */
      detail: z.string(),
      text: z.string(),
    }),
  ),
  isReadable: z.boolean(),
  hasActiveContent: z.boolean(),
  /** All that its bytes say is among the parts. */
  isUnderstood: z.boolean(),
});
export type DocumentContents = z.infer<typeof documentContents>;
export type DocumentPart = DocumentContents['parts'][number];

/** Of what nobody could read: no clean document. */
export const unreadDocument: DocumentContents = {
  parts: [],
  isReadable: false,
  hasActiveContent: false,
  isUnderstood: false,
};
