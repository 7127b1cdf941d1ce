import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundary,
  nameText,
  plainText,
  searchableColumn,
  suffixesOf,
  suffixRange,
  wordsOf,
} from '../../../shared/adapters/sql/searchable-text.ts';

describe('searchable text', () => {
  it('folds case, accents and empty components of names', () => {
    expect(nameText('Müller^ Jürgen ^^')).toBe('MULLER^JURGEN');
    expect(nameText('Ångström')).toBe(nameText('Ångström'.normalize('NFD')));
  });

  it('leaves other text as it is, but for padding and control characters', () => {
    expect(plainText('  Straße 1\u0000\u001f ')).toBe('Straße 1');
  });

  it('holds no noncharacter, since the last of them closes every range', () => {
    expect(plainText('a\u{10FFFF}b\u{FFFE}\u{FDD0}')).toBe('a b');
    expect(nameText('DOE\u{10FFFF}^JANE')).toBe('DOE^JANE');
  });

  it('holds every piece of a word within the range of suffixes for that piece', () => {
    const law = fc.property(text, fc.nat(), fc.nat(), fc.nat(), (value, which, start, length) => {
      const words = wordsOf(searchableColumn([value]));
      const characters = Array.from(words[which % words.length]?.word ?? '');
      const from = start % characters.length;
      const piece = characters.slice(from, from + 1 + (length % characters.length)).join('');
      const range = suffixRange(piece);

      const found = suffixesOf(characters.join('')).some(
        (suffix) => bytes(suffix) >= bytes(range.from) && bytes(suffix) < bytes(range.to),
      );

      expect(found).toBe(true);
    });

    fc.assert(law, { numRuns: 300 });
  });

  it('cuts a value into words that are the value again when they are put together', () => {
    const law = fc.property(text, (value) => {
      const column = searchableColumn([value]);
      const words = wordsOf(column);

      expect(words.map(({ word }) => word).join('')).toBe(column);
      expect(words.at(-1)?.preceding).toBe(column.slice(0, -(words.at(-1)?.word.length ?? 0)));
    });

    fc.assert(law, { numRuns: 300 });
    expect(wordsOf(searchableColumn(['DOE^JANE MARY'])).map(({ word }) => word)).toEqual([
      `${boundary}DOE`,
      '^JANE',
      ` MARY${boundary}`,
    ]);
  });

  it('keeps a column and its suffixes short, however long the value', () => {
    const column = searchableColumn([
      'x'.repeat(1_000_000),
      ...Array.from({ length: 1_000 }, (_, number) => `${number}`.repeat(60)),
    ]);

    expect(column.length).toBeLessThan(700);
    const suffixes = wordsOf(column).flatMap(({ word }) => suffixesOf(word));
    expect(Math.max(...suffixes.map((suffix) => suffix.length))).toBeLessThanOrEqual(20);
    expect(column.startsWith(boundary)).toBe(true);
  });

  it('is empty where there is nothing to find', () => {
    expect(searchableColumn(['', '  '])).toBe('');
    expect(wordsOf('')).toEqual([]);
  });
});

const text = fc
  .string({
    unit: fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('^', ' ', '-', '\u{10FFFF}'),
    ),
    minLength: 1,
    maxLength: 120,
  })
  .map(plainText)
  .filter((value) => value !== '');

/** Both databases compare text by its UTF-8 bytes. */
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
