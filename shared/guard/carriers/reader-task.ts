import { readSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { DocumentTask } from './document-contents.ts';

const taskDescriptor = 0;
/** Answers have a descriptor of their own: what a library prints is no answer. */
export const answerDescriptor = 3;

type TaskHeader = Omit<DocumentTask, 'bytes'> & { readonly byteLength: number };

/** The length of the header, the header, the bytes. The stream stays open: when it closes, nobody waits for an answer. */
export function sendTask(to: Writable, { bytes, ...rest }: DocumentTask): void {
  const header = Buffer.from(JSON.stringify({ ...rest, byteLength: bytes.length } satisfies TaskHeader));
  const headerLength = Buffer.alloc(headerLengthBytes);
  headerLength.writeUInt32LE(header.length);
  to.write(Buffer.concat([headerLength, header]));
  to.write(bytes);
}

const headerLengthBytes = 4;

/** Waits with the whole process, which has nothing else to do. */
export function receiveTask(): DocumentTask {
  const headerLength = receiveBytes(headerLengthBytes).readUInt32LE();
  const { byteLength, ...rest }: TaskHeader = JSON.parse(receiveBytes(headerLength).toString());
  return { ...rest, bytes: receiveBytes(byteLength) };
}

function receiveBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const received = readSync(taskDescriptor, bytes, at, length - at, null);
    if (received === 0) throw new Error('the task ends early');
    at += received;
  }
  return bytes;
}
