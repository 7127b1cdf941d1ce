import { appendFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type AuditKey,
  type ChainEnd,
  chainRecords,
  type DatedEvent,
  endAfter,
  recordLine,
} from '../../audit/hash-chain.ts';
import { AuditAnchorFile } from './audit-anchor-file.ts';
import { segmentName, syncFolder } from './audit-files.ts';
import type { AuditEnd, AuditPlaces } from './recover-audit-end.ts';

interface Segment {
  readonly handle: FileHandle;
  readonly day: string;
  byteLength: number;
}

/** Writes the chain on from where it ended: lines, flush, anchor. After one failure it is not to be used again. */
export class AuditSegmentWriter {
  readonly #folder: string;
  readonly #key: AuditKey;
  readonly #maxSegmentBytes: number;
  readonly #anchor: AuditAnchorFile;
  #end: ChainEnd;
  #segment: Segment | undefined;

  private constructor(places: AuditPlaces, anchor: AuditAnchorFile, from: { end: ChainEnd; maxSegmentBytes: number }) {
    this.#folder = places.folder;
    this.#key = places.key;
    this.#anchor = anchor;
    this.#end = from.end;
    this.#maxSegmentBytes = from.maxSegmentBytes;
  }

  static async open(places: AuditPlaces, from: AuditEnd, maxSegmentBytes: number): Promise<AuditSegmentWriter> {
    const anchor = await AuditAnchorFile.open(places.anchorPath, places.key, from.end);
    const writer = new AuditSegmentWriter(places, anchor, { end: from.end, maxSegmentBytes });
    try {
      if (from.segment !== undefined) await writer.#reopen(from.segment);
      return writer;
    } catch (error) {
      await anchor.abandon();
      throw error;
    }
  }

  /** All of them are on stable storage when it resolves. */
  async append(events: readonly DatedEvent[]): Promise<void> {
    const first = events[0];
    if (first === undefined) return;
    const records = chainRecords(this.#key, this.#end, events);
    const bytes = Buffer.from(records.map((record) => `${recordLine(record)}\n`).join(''));
    const segment = await this.#segmentFor(bytes.length, first.time);
    // Into the page cache this takes microseconds; a turn through the thread pool would take longer than the flush.
    appendFileSync(segment.handle.fd, bytes);
    await segment.handle.datasync();
    segment.byteLength += bytes.length;
    this.#end = records.reduce((_, record) => endAfter(record), this.#end);
    this.#anchor.write(this.#end);
  }

  async close(): Promise<void> {
    try {
      await this.#segment?.handle.close();
    } finally {
      await this.#anchor.close();
    }
  }

  /** A new segment each day and each time one is full; before it is made, the anchor of the old one is durable. */
  async #segmentFor(moreBytes: number, time: string): Promise<Segment> {
    const current = this.#segment;
    const fits = current !== undefined && current.byteLength + moreBytes <= this.#maxSegmentBytes;
    if (fits && current.day === time.slice(0, 10)) return current;
    await this.#anchor.flush();
    await current?.handle.close();
    this.#segment = undefined;
    const path = join(this.#folder, segmentName(this.#end.sequence + 1, time));
    const handle = await open(path, 'a', 0o600);
    this.#segment = { handle, day: time.slice(0, 10), byteLength: 0 };
    await syncFolder(this.#folder);
    return this.#segment;
  }

  async #reopen({ path, byteLength }: NonNullable<AuditEnd['segment']>): Promise<void> {
    const handle = await open(path, 'a');
    this.#segment = { handle, day: basename(path).slice(13, 23), byteLength };
  }
}
