import { z } from 'zod';
import type { AuditEvent } from './audit-event.ts';

/** An event as it lies in the trail: numbered, dated and chained to the one before it. */
export interface AuditRecord {
  /** The chain that it belongs to: one a trail of files, one a writing process in SQL. */
  readonly stream: string;
  /** 1 for the first of its stream, then without gaps. */
  readonly sequence: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly event: AuditEvent;
  /** `hash` of the record before, 64 hex digits; 64 zeros for the first. */
  readonly previousHash: string;
  /** HMAC-SHA256 over the canonical JSON (RFC 8785) of all the other fields. */
  readonly hash: string;
}

/** The most that one line of a trail may be; a reader never holds more, whatever somebody put into the file. */
export const maxRecordBytes = 8_192;

const recordShape = z.strictObject({
  stream: z.string(),
  sequence: z.int().positive(),
  time: z.string(),
  event: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  previousHash: z.string(),
  hash: z.string(),
});

/** Only the shape is looked at: what an event may hold was checked before it was hashed, and may widen over the years. */
export function parseAuditRecord(line: string): AuditRecord | undefined {
  try {
    const parsed = recordShape.safeParse(JSON.parse(line));
    return parsed.success ? (parsed.data as unknown as AuditRecord) : undefined;
  } catch {
    return undefined;
  }
}
