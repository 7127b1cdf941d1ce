import type { Kysely } from 'kysely';
import type { AuditKey } from '../../audit/hash-chain.ts';
import { parseAnchor } from '../../audit/trail-anchor.ts';
import { type TrailBreak, type TrailLine, verifyTrail } from '../../audit/verify-trail.ts';
import type { AuditTables } from './sql-audit-trail-schema.ts';

export type SqlTrailVerdict =
  | { readonly kind: 'whole'; readonly records: number; readonly streams: number }
  | { readonly kind: 'broken'; readonly stream: string; readonly where: TrailBreak };

const rowsPerPage = 1_000;

/**
 * Verifies every stream against its anchor; a break's `line` is the row's sequence. A stream whose rows and anchor were
 * all deleted leaves no trace here: that is what sealing outside of the database is for.
 */
export async function verifySqlAuditTrail(database: Kysely<AuditTables>, key: AuditKey): Promise<SqlTrailVerdict> {
  const streams = await listStreams(database);
  let records = 0;
  for (const stream of streams) {
    const anchor = await findAnchor(database, key, stream);
    const verdict = await verifyTrail({ key, anchor, lines: readRows(database, stream) });
    if (verdict.kind === 'broken') return { kind: 'broken', stream, where: verdict.where };
    records += verdict.end.sequence;
  }
  return { kind: 'whole', records, streams: streams.length };
}

async function listStreams(database: Kysely<AuditTables>): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('audit_anchors')
    .select('stream')
    .union(database.selectFrom('audit_records').select('stream'))
    .orderBy('stream')
    .execute();
  return rows.map(({ stream }) => stream);
}

async function findAnchor(database: Kysely<AuditTables>, key: AuditKey, stream: string) {
  const row = await database
    .selectFrom('audit_anchors')
    .select('anchor')
    .where('stream', '=', stream)
    .executeTakeFirst();
  const anchor = row && parseAnchor(key, row.anchor);
  return anchor?.stream === stream ? anchor : undefined;
}

async function* readRows(database: Kysely<AuditTables>, stream: string): AsyncGenerator<TrailLine> {
  for (let after = 0; ; ) {
    const rows = await database
      .selectFrom('audit_records')
      .select(['sequence', 'record'])
      .where('stream', '=', stream)
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(rowsPerPage)
      .execute();
    for (const { sequence, record } of rows) {
      after = Number(sequence);
      yield { file: stream, line: after, text: record, isWhole: true };
    }
    if (rows.length < rowsPerPage) return;
  }
}
