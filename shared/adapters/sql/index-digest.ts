import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { IndexDatabase } from './schema.ts';
import { seriesAttributes } from './text-columns.ts';

const rowsPerRead = 2_000;
const modulus = 1n << 256n;

/**
 * SHA-256 over a sum of row hashes. A sum does not care for order, so each table is read along its own key, page by
 * page, without sorting; keys made by the database are replaced by the UIDs they stand for.
 */
export async function digestOfIndex(database: IndexDatabase): Promise<string> {
  const total = createHash('sha256');
  for (const table of digestedTables) {
    const { sum, count } = await sumOfRows(database, table);
    total.update(`${table.name} ${count} ${sum.toString(16)}\n`);
  }
  return total.digest('hex');
}

type Row = Readonly<Record<string, string | number | null>>;

interface DigestedTable {
  readonly name: string;
  /** The primary key, along which the table is read. */
  readonly key: readonly string[];
  /** Columns that another database may fill differently for the same instances. */
  readonly surrogates: readonly string[];
  /** What stands in their place. */
  readonly owner: RawBuilder<unknown>;
}

const studyUid = (table: string) =>
  sql`(select o.study_uid from studies o where o.study_key = ${sql.ref(`${table}.study_key`)})`;
const seriesUids = (key: string) =>
  sql`(select o.study_uid || ' ' || p.series_uid from series p join studies o on o.study_key = p.study_key
    where p.series_key = ${sql.ref(key)})`;

const seriesNumbers = sql.join([...seriesAttributes].map((attribute) => sql.lit(attribute)));
/** Of declared keys the odd ones are of series (extended-values.ts). */
const ownerOfText = sql`case when texts.attribute in (${seriesNumbers}) or texts.attribute % 2 = -1 then ${seriesUids('texts.owner_key')}
  else (select o.study_uid from studies o where o.study_key = texts.owner_key) end`;
/** Uses by studies carry their study's UID already. */
const ownerOfWord = sql`case when word_uses.study_uid = '' then ${seriesUids('word_uses.owner_key')} else '' end`;
const wordOf = (table: string) =>
  sql`(select w.attribute || ' ' || w.word from words w where w.word_key = ${sql.ref(`${table}.word_key`)})`;

/** The dictionary is not among them: it keeps words that nobody uses any more. */
const digestedTables: readonly DigestedTable[] = [
  { name: 'studies', key: ['study_key'], surrogates: ['study_key'], owner: sql`null` },
  { name: 'series', key: ['series_key'], surrogates: ['series_key', 'study_key'], owner: studyUid('series') },
  {
    name: 'instances',
    key: ['sop_instance_uid'],
    surrogates: ['series_key'],
    owner: seriesUids('instances.series_key'),
  },
  { name: 'study_modalities', key: ['study_key', 'modality'], surrogates: ['study_key'], owner: sql`null` },
  { name: 'texts', key: ['attribute', 'value', 'owner_key'], surrogates: ['owner_key'], owner: ownerOfText },
  { name: 'instance_texts', key: ['attribute', 'value', 'sop_instance_uid'], surrogates: [], owner: sql`null` },
  {
    name: 'word_uses',
    key: ['word_key', 'negative_date', 'study_uid', 'owner_key'],
    surrogates: ['word_key', 'owner_key'],
    owner: sql`${wordOf('word_uses')} || ' ' || ${ownerOfWord}`,
  },
  {
    name: 'word_totals',
    key: ['word_key', 'preceding', 'bucket'],
    surrogates: ['word_key'],
    owner: wordOf('word_totals'),
  },
  { name: 'totals', key: ['counted', 'bucket'], surrogates: [], owner: sql`null` },
];

async function sumOfRows(database: IndexDatabase, table: DigestedTable): Promise<{ sum: bigint; count: number }> {
  let sum = 0n;
  let count = 0;
  let last: Row | undefined;
  do {
    const rows = await readPage(database, table, last);
    const columns = digestedColumns(rows[0] ?? {}, table);
    for (const row of rows) {
      if (row.total === 0) continue;
      sum = (sum + hashOf(row, columns)) % modulus;
      count++;
    }
    last = rows.length < rowsPerRead ? undefined : rows.at(-1);
  } while (last !== undefined);
  return { sum, count };
}

async function readPage(
  database: IndexDatabase,
  { name, key, owner }: DigestedTable,
  last?: Row,
): Promise<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  const after = last === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  const page = sql<Row>`select ${sql.table(name)}.*, ${owner} as owner from ${sql.table(name)}
    ${after} order by ${columns} limit ${sql.lit(rowsPerRead)}`;
  return (await page.execute(database)).rows;
}

function hashOf(row: Row, columns: readonly string[]): bigint {
  const text = JSON.stringify(columns.map((name) => row[name]));
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
}

/** In the order of their names, so that it does not matter in which order a database keeps them. */
function digestedColumns(row: Row, { surrogates }: DigestedTable): readonly string[] {
  return Object.keys(row)
    .filter((name) => !surrogates.includes(name))
    .sort();
}
