import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLandmarks, runsOf, WordSet, wordsOfPattern } from '../../shared/guard/landmarks.ts';

const anyText = fc.string({ unit: fc.constantFrom(...'09aZßé \u00a0.,-漢\u0000'), maxLength: 60 });

const placesOf = (text: string, pattern: RegExp): [number, number][] =>
  [...text.matchAll(pattern)].map(({ index, 0: match }) => [index, index + match.length]);

describe('landmarks', () => {
  it('are all runs of digits and the beginnings of all words', () => {
    const law = fc.property(anyText, (text) => {
      const { digits, words } = findLandmarks(text);

      const runs = [...digits.starts].map((start, run): [number, number] => [start, digits.ends[run] ?? -1]);

      expect(runs).toEqual(placesOf(text, /[0-9]+/g));
      expect([...words.starts]).toEqual(
        placesOf(text, /[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+/g).map(([start]) => start),
      );
    });

    fc.assert(law, { numRuns: 500 });
  });

  it('tell for each run of digits the first word behind it', () => {
    const { digits, words } = findLandmarks('12 Oak 3 4 Road 5');

    const next = [...digits.nextWords].map((word) => words.starts[word] ?? 'none');

    expect(next).toEqual([3, 11, 11, 'none']);
  });

  it('have the runs of digits that somebody wants', () => {
    const { digits } = findLandmarks('1 12 123 1234');

    expect(runsOf(digits, 2, 3, (start) => start > 2)).toEqual([5]);
  });
});

describe('a set of words', () => {
  const streets = new WordSet(['Street', 'Straße', 'Praça']);

  it('is found without case, whole', () => {
    const { words } = findLandmarks('street STREET Streets Oxstreet straße PRAÇA praca');

    expect(streets.placesIn(words)).toEqual([0, 7, 31, 38]);
  });

  it('says where one of its words is among the next', () => {
    const { words } = findLandmarks('one two Street three four');

    expect([...streets.isNearIn(words, 2)]).toEqual([0, 1, 1, 0, 0, 0]);
  });

  it('is made of the words in a pattern', () => {
    expect(wordsOfPattern('rue|av\\.|(?:Old )?Praça\\d')).toEqual(['rue', 'av', 'Old', 'Praça']);
  });
});
