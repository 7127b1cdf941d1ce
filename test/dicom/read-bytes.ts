import type { InstanceHeader } from '../../shared/dicom/instance-header.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { type ReaderLimits, readerLimits } from '../../shared/dicom/reader-limits.ts';

/** Reads a file that lies in memory, in chunks of the given size. */
export async function readBytes(
  bytes: Uint8Array,
  chunkBytes = 65_536,
  limits: ReaderLimits = readerLimits,
): Promise<InstanceHeader> {
  const reader = new Part10Reader({ limits });
  for (let at = 0; at < bytes.length; at += chunkBytes) await reader.push(bytes.subarray(at, at + chunkBytes));
  return reader.finish();
}

/** The code that the reader refuses the file with, or `read` where it does not. */
export async function refusalOf(bytes: Uint8Array, limits: ReaderLimits = readerLimits): Promise<string> {
  try {
    await readBytes(bytes, 65_536, limits);
    return 'read';
  } catch (error) {
    return codeOf(error);
  }
}

/** Anything but a DicomError is a bug of ours and fails the test that met it. */
function codeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'DicomError' && 'code' in error) return String(error.code);
  throw error;
}
