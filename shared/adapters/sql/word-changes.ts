import { sql } from 'kysely';
import { deleteRows, insertRows, type Writer } from './json-rows.ts';
import type { WordTotalTable, WordUseTable } from './schema.ts';
import { negativeDate, type PlacedWord } from './searchable-text.ts';
import { type Word, wordKeysOf, wordName } from './word-keys.ts';

/** Who has which words, before the words have their keys. */
export interface WordChanges {
  readonly added: WordUse[];
  readonly removed: WordUse[];
  /** By word, text before it and bucket. */
  readonly totals: Map<string, WordTotal>;
}

/** The owner of a text, as it is or as it was; series have no place in the order of answers. */
export interface TextOwner {
  readonly row: object;
  readonly studyDate: string;
  readonly studyUid: string;
}

type WordUse = Word & Omit<WordUseTable, 'word_key'>;
type WordTotal = Word & Omit<WordTotalTable, 'word_key'>;

interface WordChange {
  readonly attribute: number;
  readonly ownerKey: number;
  readonly owner: TextOwner;
  /** Undefined where nobody counts. */
  readonly bucket: number | undefined;
  readonly words: readonly PlacedWord[];
  readonly change: 1 | -1;
}

export function noteWordChange(changes: WordChanges, { attribute, words, change, ...note }: WordChange): void {
  const { ownerKey, owner, bucket } = note;
  const place = { negative_date: negativeDate(owner.studyDate), study_uid: owner.studyUid, owner_key: ownerKey };
  const uses = [...new Set(words.map(({ word }) => word))].map((word) => ({ attribute, word, ...place }));
  (change === 1 ? changes.added : changes.removed).push(...uses);
  if (bucket === undefined) return;
  for (const { word, preceding } of words) {
    const name = `${attribute} ${bucket} ${preceding} \u0000${word}`;
    const total = (changes.totals.get(name)?.total ?? 0) + change;
    changes.totals.set(name, { attribute, word, preceding, bucket, total });
  }
}

/** Totals last: they are the rows that many writers want, so they are held for the shortest time. */
export async function applyWordChanges(writer: Writer, { added, removed, totals }: WordChanges): Promise<void> {
  const changed = [...totals.values()].filter(({ total }) => total !== 0);
  const keys = await wordKeysOf(writer, [...added, ...removed, ...changed]);
  const keyed = <Row extends Word>(rows: readonly Row[]) =>
    rows.map(({ attribute, word, ...rest }) => ({ word_key: keys.get(wordName({ attribute, word })) ?? 0, ...rest }));
  await deleteRows(writer, { table: 'word_uses', rows: keyed(removed) });
  await insertRows(writer, {
    table: 'word_uses',
    rows: keyed(added).sort((a, b) => a.word_key - b.word_key || a.negative_date - b.negative_date),
  });
  await insertRows(writer, {
    table: 'word_totals',
    rows: keyed(changed).sort(byKey),
    ending: sql`on conflict (word_key, preceding, bucket) do update set total = word_totals.total + excluded.total`,
  });
}

function byKey(a: WordTotalTable, b: WordTotalTable): number {
  if (a.word_key !== b.word_key) return a.word_key - b.word_key;
  return a.preceding === b.preceding ? a.bucket - b.bucket : a.preceding < b.preceding ? -1 : 1;
}
