import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { parseAuditRecord } from '../../audit/audit-record.ts';
import { type AuditKey, type ChainEnd, startOfChain } from '../../audit/hash-chain.ts';
import { verifyTrail } from '../../audit/verify-trail.ts';
import { readAnchor } from './audit-anchor-file.ts';
import { listSegments, readSegments } from './audit-files.ts';
import { setTornLineAside } from './audit-torn-line.ts';

/** Where a trail goes on: the end of its chain, the segment that holds it, and what a crash had left behind. */
export interface AuditEnd {
  readonly end: ChainEnd;
  readonly segment?: { readonly path: string; readonly byteLength: number };
  readonly tornBytes: number;
}

export interface AuditPlaces {
  readonly folder: string;
  readonly anchorPath: string;
  readonly key: AuditKey;
}

/**
 * Continues only what is beyond doubt: the last segment is verified against the anchor, and a trail that was cut or
 * edited is not continued, because going on would bury the evidence.
 */
export async function recoverAuditEnd(places: AuditPlaces, now: Date): Promise<AuditEnd> {
  const segments = await listSegments(places.folder);
  const anchor = await readAnchor(places.anchorPath, places.key);
  if (anchor === 'unsealed') throw notContinuing('its anchor is not sealed with its key');
  const last = segments.at(-1);
  if (last === undefined) return { end: emptyTrail(anchor), tornBytes: 0 };
  if (anchor === undefined) throw notContinuing('its anchor is missing');
  const tornBytes = await setTornLineAside(last, now);
  const end = await verifiedEnd(segments, places.key, anchor);
  const { size: byteLength } = await stat(last);
  return { end, segment: { path: last, byteLength }, tornBytes };
}

function emptyTrail(anchor: ChainEnd | undefined): ChainEnd {
  if (anchor === undefined) return startOfChain(randomUUID());
  if (anchor.sequence > 0) throw notContinuing('its records are gone');
  return anchor;
}

async function verifiedEnd(segments: readonly string[], key: AuditKey, anchor: ChainEnd): Promise<ChainEnd> {
  const { after, from } = await lastSegmentWithRecords(segments, anchor);
  const verdict = await verifyTrail({ key, anchor, after, lines: readSegments(segments.slice(from)) });
  if (verdict.kind === 'whole') return verdict.end;
  throw notContinuing(`it is broken (${verdict.where.kind})`);
}

/** A crash between making a segment and writing to it leaves an empty one behind; the chain then ends in one before. */
async function lastSegmentWithRecords(
  segments: readonly string[],
  anchor: ChainEnd,
): Promise<{ readonly after: ChainEnd; readonly from: number }> {
  for (let from = segments.length - 1; from > 0; from--) {
    const after = await chainBefore(segments[from] ?? '');
    if (after !== undefined) return { after, from };
  }
  return { after: startOfChain(anchor.stream), from: 0 };
}

async function chainBefore(segment: string): Promise<ChainEnd | undefined> {
  for await (const { text } of readSegments([segment])) {
    const first = parseAuditRecord(text);
    if (first === undefined) throw notContinuing('it is broken (unreadable)');
    return { stream: first.stream, sequence: first.sequence - 1, hash: first.previousHash };
  }
  return undefined;
}

function notContinuing(reason: string): Error {
  return new Error(`the audit trail is not continued: ${reason}. Run npm run audit:verify, which says what to do.`);
}
