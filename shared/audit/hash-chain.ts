import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { AuditEvent } from './audit-event.ts';
import type { AuditRecord } from './audit-record.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';

/** Where a chain stands: the record that the next one must name as its predecessor. */
export interface ChainEnd {
  readonly stream: string;
  /** 0 before the first record. */
  readonly sequence: number;
  readonly hash: string;
}

/** A chain without a secret could be recomputed by whoever edits it; with the key kept elsewhere it cannot. */
export type AuditKey = KeyObject;

export const startOfChain = (stream: string): ChainEnd => ({ stream, sequence: 0, hash: '0'.repeat(64) });

/** An event on its way into the trail; `time` is when it was handed over. */
export interface DatedEvent {
  readonly event: AuditEvent;
  readonly time: string;
}

/** The next records of a chain; each holds the hash of the one before, so none can go, come or move unnoticed. */
export function chainRecords(key: AuditKey, from: ChainEnd, events: readonly DatedEvent[]): readonly AuditRecord[] {
  let end = from;
  return events.map((dated) => {
    const record = chainRecord(key, end, dated);
    end = endAfter(record);
    return record;
  });
}

function chainRecord(key: AuditKey, end: ChainEnd, { event, time }: DatedEvent): AuditRecord {
  const unsealed = { stream: end.stream, sequence: end.sequence + 1, time, event, previousHash: end.hash };
  return { ...unsealed, hash: sealOf(key, unsealed as unknown as JsonValue) };
}

/** HMAC-SHA256 over the canonical JSON, 64 hex digits. */
export function sealOf(key: AuditKey, value: JsonValue): string {
  return createHmac('sha256', key).update(canonicalJson(value)).digest('hex');
}

export function isSealedBy(key: AuditKey, seal: string, value: JsonValue): boolean {
  const expected = Buffer.from(sealOf(key, value));
  const given = Buffer.from(seal);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A record as it lies in the trail; the one spelling that verification accepts. */
export const recordLine = (record: AuditRecord): string => canonicalJson(record as unknown as JsonValue);

export const endAfter = ({ stream, sequence, hash }: AuditRecord): ChainEnd => ({ stream, sequence, hash });
