import { sql } from 'kysely';
import { insertRows, jsonRows, type Writer } from './json-rows.ts';
import { RowsRaced } from './rows-raced.ts';
import { suffixesOf } from './searchable-text.ts';

export interface Word {
  readonly attribute: number;
  readonly word: string;
}

interface KeyedWord extends Word {
  readonly word_key: number;
}

export const wordName = ({ attribute, word }: Word): string => `${attribute} ${word}`;

/** The keys of words by `wordName`; who is the first to use a word writes it, and its suffixes, into the dictionary. */
export async function wordKeysOf(writer: Writer, words: readonly Word[]): Promise<ReadonlyMap<string, number>> {
  const wanted = new Map(words.map(({ attribute, word }) => [wordName({ attribute, word }), { attribute, word }]));
  const keys = await findWords(writer, [...wanted.values()]);
  const missing = [...wanted].flatMap(([name, word]) => (keys.has(name) ? [] : [word]));
  if (missing.length === 0) return keys;
  const added = await addWords(writer, missing);
  const raced = missing.filter((word) => !added.has(wordName(word)));
  const late = await findWords(writer, raced);
  if (late.size < raced.length) throw new RowsRaced();
  return new Map([...keys, ...added, ...late]);
}

async function findWords(
  { transaction, flavour }: Writer,
  words: readonly Word[],
): Promise<ReadonlyMap<string, number>> {
  if (words.length === 0) return new Map();
  const { rows } = await sql<KeyedWord>`select words.word_key, words.attribute, words.word
    from (${jsonRows(flavour, words)}) as wanted cross join words
    where words.attribute = wanted.attribute and words.word = wanted.word`.execute(transaction);
  return new Map(rows.map((row) => [wordName(row), row.word_key]));
}

/** In the order of their key, so that two writers of new words cannot wait for each other. */
async function addWords(writer: Writer, words: readonly Word[]): Promise<ReadonlyMap<string, number>> {
  const added = await insertRows<KeyedWord>(writer, {
    table: 'words',
    rows: words.toSorted((a, b) => a.attribute - b.attribute || (a.word < b.word ? -1 : 1)),
    ending: sql`on conflict (attribute, word) do nothing returning word_key, attribute, word`,
  });
  const suffixes = added.flatMap(({ attribute, word, word_key }) =>
    suffixesOf(word).map((suffix) => ({ attribute, suffix, word_key })),
  );
  await insertRows(writer, { table: 'word_suffixes', rows: suffixes });
  return new Map(added.map((row) => [wordName(row), row.word_key]));
}
