import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundary,
  nameText,
  plainText,
  searchableColumn,
  termRange,
  termsOf,
} from '../../../shared/adapters/sql/searchable-text.ts';

describe('searchable text', () => {
  it('folds case, accents and empty components of names', () => {
    expect(nameText('Müller^ Jürgen ^^')).toBe('MULLER^JURGEN');
    expect(nameText('Ångström')).toBe(nameText('Ångström'.normalize('NFD')));
  });

  it('leaves other text as it is, but for padding and control characters', () => {
    expect(plainText('  Straße 1\u0000\u001f ')).toBe('Straße 1');
  });

  it('holds every piece of a value within the range of terms for that piece', () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 120 })
      .map(plainText)
      .filter((value) => value !== '');
    const law = fc.property(text, fc.nat(), fc.nat(), (value, start, length) => {
      const column = searchableColumn([value]);
      const characters = Array.from(column);
      const from = start % (characters.length - 1);
      const piece = characters.slice(from, from + 1 + (length % characters.length)).join('');
      const range = termRange(piece);

      const found = termsOf(column).some((term) => bytes(term) >= bytes(range.from) && bytes(term) < bytes(range.to));

      expect(found).toBe(true);
    });

    fc.assert(law, { numRuns: 300 });
  });

  it('keeps the terms of a column few and short, however long the value', () => {
    const column = searchableColumn([
      'x'.repeat(1_000_000),
      ...Array.from({ length: 1_000 }, (_, number) => `${number}`),
    ]);

    expect(column.length).toBeLessThan(300);
    expect(Math.max(...termsOf(column).map((term) => term.length))).toBeLessThanOrEqual(80);
    expect(column.startsWith(boundary)).toBe(true);
  });

  it('is empty where there is nothing to find', () => {
    expect(searchableColumn(['', '  '])).toBe('');
    expect(termsOf('')).toEqual([]);
  });
});

/** Both databases compare text by its UTF-8 bytes. */
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('hex');
