import { extendedTexts } from './extended-values.ts';
import { deleteRows, insertRows, type Writer } from './json-rows.ts';
import { bucketOf } from './running-totals.ts';
import type { TextTable } from './schema.ts';
import { valuesOf, wordsOf } from './searchable-text.ts';
import type { StudyChange } from './study-changes.ts';
import { seriesTextColumns, studyTextColumns, wordyAttributes } from './text-columns.ts';
import { applyWordChanges, noteWordChange, type TextOwner, type WordChanges } from './word-changes.ts';
import type { RowKeys } from './write-studies.ts';

interface TextChanges {
  readonly added: TextTable[];
  readonly removed: TextTable[];
  readonly words: WordChanges;
}

/** Brings the tables of text in line with what the rows of studies and series say now; mostly there is nothing to do. */
export async function writeTexts(writer: Writer, studies: readonly StudyChange[], keys: RowKeys): Promise<void> {
  const changes: TextChanges = { added: [], removed: [], words: { added: [], removed: [], totals: new Map() } };
  for (const study of studies) {
    noteStudy(changes, study, { keys, bucket: bucketOf(study.incoming.studyUid, writer.flavour) });
  }
  await deleteRows(writer, { table: 'texts', rows: inKeyOrder(changes.removed) });
  await insertRows(writer, { table: 'texts', rows: inKeyOrder(changes.added) });
  await applyWordChanges(writer, changes.words);
}

interface OwnerChange {
  readonly ownerKey: number;
  readonly columns: Readonly<Record<string, number>>;
  readonly before: TextOwner | undefined;
  readonly after: TextOwner;
  readonly bucket: number | undefined;
}

interface Place {
  readonly keys: RowKeys;
  readonly bucket: number;
}

function noteStudy(changes: TextChanges, study: StudyChange, { keys, bucket }: Place): void {
  const { incoming, before, after, series } = study;
  const { studyUid } = incoming;
  const studyKey = keys.studies.get(studyUid) ?? 0;
  noteOwner(changes, {
    ownerKey: studyKey,
    columns: studyTextColumns,
    before: before && { row: before, studyDate: before.study_date, studyUid },
    after: { row: after, studyDate: after.study_date, studyUid },
    bucket,
  });
  for (const one of series) {
    noteOwner(changes, {
      ownerKey: keys.series.get(`${studyKey} ${one.incoming.seriesUid}`) ?? 0,
      columns: seriesTextColumns,
      before: one.before && { row: one.before, studyDate: '', studyUid: '' },
      after: { row: one.after, studyDate: '', studyUid: '' },
      bucket: undefined,
    });
  }
}

function noteOwner(changes: TextChanges, owned: OwnerChange): void {
  const { ownerKey, columns, before, after, bucket } = owned;
  noteExtended(changes, owned);
  for (const [name, attribute] of Object.entries(columns)) {
    const old = textOf(before?.row, name);
    const current = textOf(after.row, name);
    if (old !== current) noteValues(changes, { attribute, ownerKey, old: valuesOf(old), current: valuesOf(current) });
    if (!wordyAttributes.has(attribute)) continue;
    if (old === current && before?.studyDate === after.studyDate) continue;
    const note = { attribute, ownerKey, bucket };
    if (before !== undefined)
      noteWordChange(changes.words, { ...note, owner: before, words: wordsOf(old), change: -1 });
    noteWordChange(changes.words, { ...note, owner: after, words: wordsOf(current), change: 1 });
  }
}

function noteExtended(changes: TextChanges, { ownerKey, before, after }: OwnerChange): void {
  const old = textOf(before?.row, 'extended');
  const current = textOf(after.row, 'extended');
  if (old === current) return;
  changes.removed.push(...extendedTexts(old).map((text) => ({ ...text, owner_key: ownerKey })));
  changes.added.push(...extendedTexts(current).map((text) => ({ ...text, owner_key: ownerKey })));
}

interface ValueChange {
  readonly attribute: number;
  readonly ownerKey: number;
  readonly old: readonly string[];
  readonly current: readonly string[];
}

function noteValues(changes: TextChanges, { attribute, ownerKey, old, current }: ValueChange): void {
  const row = (value: string): TextTable => ({ attribute, value, owner_key: ownerKey });
  changes.removed.push(...old.map(row));
  changes.added.push(...current.map(row));
}

/** Neighbours land on one page. */
function inKeyOrder(rows: readonly TextTable[]): readonly TextTable[] {
  return rows.toSorted((a, b) => a.attribute - b.attribute || (a.value < b.value ? -1 : 1));
}

function textOf(row: object | undefined, name: string): string {
  const value: unknown = row === undefined ? '' : Reflect.get(row, name);
  return typeof value === 'string' ? value : '';
}
