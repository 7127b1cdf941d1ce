import { sql } from 'kysely';
import { inChunks } from './in-chunks.ts';
import type { IndexTransaction, SeriesColumns, SqlFlavour, StudyColumns, TermTable } from './schema.ts';
import { termsOf } from './searchable-text.ts';

const rowsPerStatement = 5_000;

type TextColumn<Columns> = { readonly [Name in keyof Columns]?: number };

/** The searchable text columns, by the number that stands for each in the term table: the tag. */
export const studyTextColumns = {
  accession_number: 0x00080050,
  referring_physician_name: 0x00080090,
  study_description: 0x00081030,
  patient_name: 0x00100010,
  patient_id: 0x00100020,
  study_id: 0x00200010,
} as const satisfies TextColumn<StudyColumns>;

export const seriesTextColumns = {
  series_description: 0x0008103e,
  body_part_examined: 0x00180015,
  scheduled_step_id: 0x00400009,
  requested_procedure_id: 0x00401001,
} as const satisfies TextColumn<SeriesColumns>;

export interface TermChanges {
  readonly added: TermTable[];
  readonly removed: TermTable[];
}

interface TextChange {
  readonly ownerKey: number;
  readonly columns: Readonly<Record<string, number>>;
  /** Undefined for a row that is new. */
  readonly before: object | undefined;
  readonly after: object;
}

/** What must happen to the term table when a row's text changes; mostly nothing. */
export function noteTextChange(changes: TermChanges, { ownerKey, columns, before, after }: TextChange): void {
  for (const [name, attribute] of Object.entries(columns)) {
    const old = textOf(before, name);
    const current = textOf(after, name);
    if (old === current) continue;
    const row = (term: string): TermTable => ({ attribute, term, owner_key: ownerKey });
    const oldTerms = termsOf(old);
    const currentTerms = termsOf(current);
    changes.removed.push(...without(oldTerms, currentTerms).map(row));
    changes.added.push(...without(currentTerms, oldTerms).map(row));
  }
}

function without(terms: readonly string[], others: readonly string[]): readonly string[] {
  const unwanted = new Set(others);
  return terms.filter((term) => !unwanted.has(term));
}

export async function applyTermChanges(
  transaction: IndexTransaction,
  flavour: SqlFlavour,
  { added, removed }: TermChanges,
): Promise<void> {
  for (const rows of inChunks(removed, rowsPerStatement)) {
    const gone = rowsFrom(rows, flavour);
    await sql`delete from terms where (attribute, term, owner_key) in (${gone})`.execute(transaction);
  }
  for (const rows of inChunks(added, rowsPerStatement)) {
    await sql`insert into terms (attribute, term, owner_key) ${rowsFrom(rows, flavour)}`.execute(transaction);
  }
}

/** In the order of the key, so that neighbours land on one page. As one parameter: thousands of rows would otherwise be thousands of placeholders and a statement of their own. */
function rowsFrom(rows: readonly TermTable[], flavour: SqlFlavour) {
  const ordered = rows.toSorted((a, b) => a.attribute - b.attribute || (a.term < b.term ? -1 : 1));
  const json = JSON.stringify(ordered.map(({ attribute, term, owner_key }) => [attribute, term, owner_key]));
  if (flavour === 'sqlite') {
    return sql`select value ->> 0, value ->> 1, value ->> 2 from json_each(${json})`;
  }
  return sql`select (value ->> 0)::integer, value ->> 1, (value ->> 2)::bigint from json_array_elements(${json}::json)`;
}

function textOf(row: object | undefined, name: string): string {
  const value: unknown = row === undefined ? '' : Reflect.get(row, name);
  return typeof value === 'string' ? value : '';
}
