import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuditEvent } from '../../audit/audit-event.ts';
import { auditUnavailable } from '../../audit/audit-unavailable.ts';
import { checkAuditEvent } from '../../audit/check-audit-event.ts';
import { type GroupCommit, groupCommit } from '../../audit/group-commit.ts';
import type { AuditKey, DatedEvent } from '../../audit/hash-chain.ts';
import { type Log, stackOf } from '../../log.ts';
import type { AuditTrail } from '../../ports/audit-trail.ts';
import { listSegments, syncFolder } from './audit-files.ts';
import { AuditSegmentWriter } from './audit-segment-writer.ts';
import { type AuditWriterLock, lockForWriting } from './audit-writer-lock.ts';
import { type AuditPlaces, recoverAuditEnd } from './recover-audit-end.ts';
import { findSecretKey, makeSecretKey } from './secret-key-file.ts';

export interface FileAuditTrailOptions {
  /** Holds the records and nothing else; made when it is not there. */
  readonly folder: string;
  /** The secret of the seals; the anchor lies beside it. Best where whoever can write `folder` cannot. */
  readonly keyPath: string;
  /** Hears why records are refused; callers hear only that they are. */
  readonly log?: Log;
  readonly now?: () => Date;
  readonly maxSegmentBytes?: number;
}

export const anchorPathOf = (keyPath: string): string => `${keyPath}.anchor`;

/** A start verifies the last segment: this many bytes take well under a second. */
const defaultMaxSegmentBytes = 8 * 1024 ** 2;
const retryAfterMs = 1_000;

/** The trail of the embedded host: sealed lines in append-only files, flushed before an event counts as recorded. */
export class FileAuditTrail implements AuditTrail {
  readonly #places: AuditPlaces;
  readonly #lock: AuditWriterLock;
  readonly #log: Log | undefined;
  readonly #now: () => Date;
  readonly #maxSegmentBytes: number;
  readonly #commits: GroupCommit<DatedEvent> = groupCommit((events) => this.#commit(events));
  #writer: AuditSegmentWriter | undefined;
  #failure: { readonly cause: unknown; readonly atMs: number } | undefined;
  #isClosed = false;

  private constructor(places: AuditPlaces, lock: AuditWriterLock, options: FileAuditTrailOptions) {
    this.#places = places;
    this.#lock = lock;
    this.#log = options.log;
    this.#now = options.now ?? (() => new Date());
    this.#maxSegmentBytes = options.maxSegmentBytes ?? defaultMaxSegmentBytes;
  }

  /** Fails when another process writes the trail, when it was cut or edited, or when its key or anchor is missing. */
  static async open(options: FileAuditTrailOptions): Promise<FileAuditTrail> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await syncFolder(dirname(options.folder));
    const lock = lockForWriting(join(options.folder, 'lock'));
    try {
      const anchorPath = anchorPathOf(options.keyPath);
      const places = { folder: options.folder, anchorPath, key: await auditKey(options) };
      const trail = new FileAuditTrail(places, lock, options);
      await trail.#openWriter();
      return trail;
    } catch (error) {
      lock.close();
      throw error;
    }
  }

  async record(event: AuditEvent): Promise<void> {
    if (this.#isClosed) throw auditUnavailable('the trail is closed');
    await this.#commits.add({ event: checkAuditEvent(event), time: this.#now().toISOString() });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#commits.idle();
    try {
      await this.#writer?.close();
    } finally {
      this.#lock.close();
    }
  }

  /** After a failure nobody knows what reached the disk: the end is found anew from the files before the next write. */
  async #commit(events: readonly DatedEvent[]): Promise<void> {
    const nowMs = this.#now().getTime();
    const { cause: lastCause, atMs = -Infinity } = this.#failure ?? {};
    if (Math.abs(nowMs - atMs) < retryAfterMs) throw auditUnavailable(lastCause);
    try {
      const writer = this.#writer ?? (await this.#openWriter());
      await writer.append(events);
      this.#failure = undefined;
    } catch (cause) {
      this.#failure = { cause, atMs: nowMs };
      this.#log?.error('audit-write-failed', { code: systemCodeOf(cause), stack: stackOf(cause) });
      await this.#abandonWriter();
      throw auditUnavailable(cause);
    }
  }

  async #openWriter(): Promise<AuditSegmentWriter> {
    const from = await recoverAuditEnd(this.#places, this.#now());
    const writer = await AuditSegmentWriter.open(this.#places, from, this.#maxSegmentBytes);
    this.#writer = writer;
    if (from.tornBytes > 0) await writer.append([tornLineNote(from.tornBytes, this.#now())]);
    return writer;
  }

  async #abandonWriter(): Promise<void> {
    const writer = this.#writer;
    this.#writer = undefined;
    await writer?.close().catch(() => undefined);
  }
}

async function auditKey({ folder, keyPath }: FileAuditTrailOptions): Promise<AuditKey> {
  const key = await findSecretKey(keyPath, 'audit key');
  if (key !== undefined) return key;
  const segments = await listSegments(folder);
  if (segments.length === 0) return makeSecretKey(keyPath);
  throw new Error(`the audit trail has records, but its key ${keyPath} is missing: put it back`);
}

/** `ENOSPC`, `EIO` …; where it was no system call, the trail is not continued and audit:verify says why. */
function systemCodeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? 'audit-not-continued';
}

function tornLineNote(tornBytes: number, now: Date): DatedEvent {
  const event: AuditEvent = {
    action: 'start',
    outcome: 'partial',
    subject: 'audit-trail',
    clientId: 'gateway',
    remoteAddress: 'local',
    requestId: 'torn-line-set-aside',
    count: tornBytes,
  };
  return { event, time: now.toISOString() };
}
