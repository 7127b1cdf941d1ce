import { stat } from 'node:fs/promises';
import { type TrailLine, type TrailVerdict, verifyTrail } from '../../audit/verify-trail.ts';
import { readAnchor } from './audit-anchor-file.ts';
import { listSegments, readSegments } from './audit-files.ts';
import { anchorPathOf } from './file-audit-trail.ts';
import { findSecretKey } from './secret-key-file.ts';

export interface FileTrailPlaces {
  readonly folder: string;
  readonly keyPath: string;
  /** Called after every so many records. */
  readonly onProgress?: (progress: { readonly records: number; readonly bytesLeft: number }) => void;
}

export type FileTrailVerdict =
  | { readonly kind: 'no-trail' }
  | { readonly kind: 'no-key' }
  | { readonly kind: 'verified'; readonly files: number; readonly verdict: TrailVerdict };

const progressEveryRecords = 10_000;

/** Reads only, and may run beside the gateway that writes: what is written meanwhile may or may not be looked at. */
export async function verifyFileAuditTrail(places: FileTrailPlaces): Promise<FileTrailVerdict> {
  const key = await findSecretKey(places.keyPath, 'audit key');
  const anchor = key && (await readAnchor(anchorPathOf(places.keyPath), key));
  const segments = await listSegments(places.folder);
  if (segments.length === 0 && anchor === undefined) return { kind: 'no-trail' };
  if (key === undefined) return { kind: 'no-key' };
  const lines = withProgress(readSegments(segments), await byteLengthOf(segments), places.onProgress);
  const verdict = await verifyTrail({ key, anchor: anchor === 'unsealed' ? undefined : anchor, lines });
  return { kind: 'verified', files: segments.length, verdict };
}

async function byteLengthOf(paths: readonly string[]): Promise<number> {
  const stats = await Promise.all(paths.map((path) => stat(path)));
  return stats.reduce((sum, { size }) => sum + size, 0);
}

async function* withProgress(
  lines: AsyncIterable<TrailLine>,
  byteLength: number,
  onProgress: FileTrailPlaces['onProgress'],
): AsyncGenerator<TrailLine> {
  let bytesLeft = byteLength;
  let records = 0;
  for await (const line of lines) {
    yield line;
    bytesLeft -= line.text.length + 1;
    if (++records % progressEveryRecords === 0) onProgress?.({ records, bytesLeft });
  }
}
