import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AuditEvent } from '../../audit/audit-event.ts';
import { auditUnavailable } from '../../audit/audit-unavailable.ts';
import { checkAuditEvent } from '../../audit/check-audit-event.ts';
import { groupCommit } from '../../audit/group-commit.ts';
import {
  type AuditKey,
  type ChainEnd,
  chainRecords,
  type DatedEvent,
  endAfter,
  recordLine,
  startOfChain,
} from '../../audit/hash-chain.ts';
import { anchorText } from '../../audit/trail-anchor.ts';
import type { AuditTrail } from '../../ports/audit-trail.ts';
import type { AuditTables } from './sql-audit-trail-schema.ts';

export interface SqlAuditTrailOptions {
  /** Already migrated; stays the caller's to destroy. */
  readonly database: Kysely<AuditTables>;
  readonly key: AuditKey;
  readonly now?: () => Date;
}

/** The trail of hosts that come and go: each process chains its own stream of rows, so that none waits for another. */
export class SqlAuditTrail implements AuditTrail {
  readonly #database: Kysely<AuditTables>;
  readonly #key: AuditKey;
  readonly #now: () => Date;
  readonly #commits = groupCommit<DatedEvent>((events) => this.#commit(events));
  #end: ChainEnd = startOfChain(randomUUID());
  #isClosed = false;

  constructor({ database, key, now = () => new Date() }: SqlAuditTrailOptions) {
    this.#database = database;
    this.#key = key;
    this.#now = now;
  }

  async record(event: AuditEvent): Promise<void> {
    if (this.#isClosed) throw auditUnavailable('the trail is closed');
    await this.#commits.add({ event: checkAuditEvent(event), time: this.#now().toISOString() });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#commits.idle();
  }

  /** After a failure nobody knows whether the rows are there, so the next ones begin a stream of their own. */
  async #commit(events: readonly DatedEvent[]): Promise<void> {
    try {
      this.#end = await this.#insert(events);
    } catch (cause) {
      this.#end = startOfChain(randomUUID());
      throw auditUnavailable(cause);
    }
  }

  async #insert(events: readonly DatedEvent[]): Promise<ChainEnd> {
    const records = chainRecords(this.#key, this.#end, events);
    const end = records.reduce((_, record) => endAfter(record), this.#end);
    const rows = records.map((record) => {
      return { stream: record.stream, sequence: record.sequence, record: recordLine(record) };
    });
    const anchor = anchorText(this.#key, end);
    await this.#database.transaction().execute(async (transaction) => {
      await transaction.insertInto('audit_records').values(rows).execute();
      await transaction
        .insertInto('audit_anchors')
        .values({ stream: end.stream, anchor })
        .onConflict((conflict) => conflict.column('stream').doUpdateSet({ anchor }))
        .execute();
    });
    return end;
  }
}
