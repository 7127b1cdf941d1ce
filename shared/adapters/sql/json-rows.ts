import { type RawBuilder, sql } from 'kysely';
import type { SearchKey } from '../../search/search-key.ts';
import { inChunks } from './in-chunks.ts';
import type { IndexTables, IndexTransaction, SqlFlavour } from './schema.ts';

const rowsPerStatement = 1_000;

type Row = object;
type TableName = keyof IndexTables;

/** Rows as one parameter: the statement's text stays the same however many there are, and it is one round trip. */
export function jsonRows(flavour: SqlFlavour, rows: readonly Row[]): RawBuilder<unknown> {
  const names = Object.keys(rows[0] ?? {});
  const json = JSON.stringify(rows.map((row) => names.map((name) => Reflect.get(row, name))));
  const columns = sql.join(names.map((name, position) => columnOf(flavour, name, position)));
  return flavour === 'sqlite'
    ? sql`select ${columns} from json_each(${json}) where true`
    : sql`select ${columns} from json_array_elements(${json}::json) where true`;
}

function columnOf(flavour: SqlFlavour, name: string, position: number): RawBuilder<unknown> {
  const value = sql`value ->> ${sql.lit(position)}`;
  if (flavour === 'sqlite') return sql`${value} as ${sql.ref(name)}`;
  return wholeNumbers.has(name) ? sql`(${value})::bigint as ${sql.ref(name)}` : sql`${value} as ${sql.ref(name)}`;
}

/** Every column of the schema that is not text. */
const wholeNumbers = new Set([
  ...['study_key', 'series_key', 'owner_key', 'word_key', 'attribute', 'bucket', 'total', 'negative_date'],
  ...['series_count', 'instance_count', 'series_number', 'instance_number', 'byte_length'],
]);

/** `ending`: what is to happen on a conflict, and what is to be returned. */
export async function insertRows<Returned = never>(
  { transaction, flavour }: Writer,
  { table, rows, ending = sql`` }: { table: TableName; rows: readonly Row[]; ending?: RawBuilder<unknown> },
): Promise<readonly Returned[]> {
  const returned: Returned[] = [];
  for (const chunk of inChunks(rows, rowsPerStatement)) {
    const statement = sql<Returned>`insert into ${sql.table(table)} (${namesOf(chunk)})
      ${jsonRows(flavour, chunk)} ${ending}`;
    returned.push(...(await statement.execute(transaction)).rows);
  }
  return returned;
}

/** All columns of the rows but `key` are set. */
export async function updateRows(
  { transaction, flavour }: Writer,
  { table, key, rows }: { table: TableName; key: string; rows: readonly Row[] },
): Promise<void> {
  for (const chunk of inChunks(rows, rowsPerStatement)) {
    const names = Object.keys(chunk[0] ?? {}).filter((name) => name !== key);
    const changes = sql.join(names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`changed.${name}`)}`));
    await sql`update ${sql.table(table)} set ${changes} from (${jsonRows(flavour, chunk)}) as changed
      where ${sql.ref(`${table}.${key}`)} = ${sql.ref(`changed.${key}`)}`.execute(transaction);
  }
}

/** Rows that are wholly their key. */
export async function deleteRows(
  { transaction, flavour }: Writer,
  { table, rows }: { table: TableName; rows: readonly Row[] },
): Promise<void> {
  for (const chunk of inChunks(rows, rowsPerStatement)) {
    await sql`delete from ${sql.table(table)} where (${namesOf(chunk)}) in (${jsonRows(flavour, chunk)})`.execute(
      transaction,
    );
  }
}

/** A transaction, and whose SQL it speaks. */
export interface Writer {
  readonly transaction: IndexTransaction;
  readonly flavour: SqlFlavour;
  /** What a site wants to match on beyond the standard's keys. */
  readonly searchKeys: readonly SearchKey[];
}

const namesOf = (rows: readonly Row[]) => sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
