import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { SqlFlavour } from './schema.ts';

/** Tables as they were at some time, so of no type that is known now. */
export type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>;

/** Text compares byte by byte in both databases: SQLite's BINARY, PostgreSQL's "C"; so ranges and order agree. */
export interface ColumnTypes {
  readonly flavour: SqlFlavour;
  readonly text: ReturnType<typeof sql>;
}

type Table = CreateTableBuilder<string, string>;

/** Rows that are all key lie in the key's own order, not in a table and an index. */
export function clustered(table: Table, { flavour }: ColumnTypes): Table {
  return flavour === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table;
}

export function withKey(table: Table, name: string, { flavour }: ColumnTypes): Table {
  if (flavour === 'sqlite') return table.addColumn(name, 'integer', (column) => column.primaryKey());
  return table.addColumn(name, 'bigint', (column) => column.primaryKey().generatedByDefaultAsIdentity());
}

export function withText(table: Table, types: ColumnTypes, names: readonly string[]): Table {
  return names.reduce((sofar, name) => sofar.addColumn(name, types.text, (column) => column.notNull()), table);
}
