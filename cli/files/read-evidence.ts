import { type FileHandle, open } from 'node:fs/promises';
import { DicomError, type DicomErrorCode } from '../../shared/dicom/dicom-error.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import type { Evidence } from '../../shared/guard/evidence.ts';
import { systemReason } from '../command-failure.ts';

/** What is in a file, as far as the gateway would understand it. */
export type ReadFile = { readonly kind: 'instance'; readonly evidence: Evidence } | Unusable;

export type Unusable =
  /** Nothing that could be stored, and nothing that looks as if it were meant to be. */
  | { readonly kind: 'no-instance'; readonly what: 'not DICOM' | 'DICOMDIR' }
  /** DICOM that a store would refuse before the guard sees it. */
  | { readonly kind: 'refused'; readonly code: DicomErrorCode; readonly reason: string }
  | { readonly kind: 'unread'; readonly reason: string };

const chunkBytes = 256 * 1024;

/** Reads a file as a store would, chunk by chunk, and leaves it as it is. */
export async function readEvidence(location: Buffer): Promise<ReadFile> {
  try {
    await using file = await open(location, 'r');
    return { kind: 'instance', evidence: await readInstance(file) };
  } catch (error) {
    return unusable(error);
  }
}

/** The reader keeps nothing of a chunk, so that one buffer does for the whole file. */
async function readInstance(file: FileHandle): Promise<Evidence> {
  const reader = new Part10Reader({ capture: true });
  const chunk = Buffer.allocUnsafe(chunkBytes);
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, null);
    if (bytesRead === 0) break;
    const reading = reader.push(chunk.subarray(0, bytesRead));
    if (reading !== undefined) await reading;
  }
  return { header: await reader.finish(), content: reader.content(), partHeaders: [] };
}

/** One file that the reader itself fails on must not end the look at all the others; nobody has looked at it, and that is told. */
function unusable(error: unknown): Unusable {
  if (error instanceof DicomError) return unreadable(error);
  if (error instanceof Error && 'code' in error) return { kind: 'unread', reason: systemReason(error) };
  const name = error instanceof Error ? error.name : typeof error;
  return { kind: 'unread', reason: `the reader failed on it (${name}): please report` };
}

function unreadable({ code, message }: DicomError): Unusable {
  if (code === 'not-dicom') return { kind: 'no-instance', what: 'not DICOM' };
  if (code === 'media-directory') return { kind: 'no-instance', what: 'DICOMDIR' };
  return { kind: 'refused', code, reason: message };
}
