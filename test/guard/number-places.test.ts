import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLandmarks } from '../../shared/guard/landmarks.ts';
import { findNumberPlaces, startsWith, withinWord } from '../../shared/guard/number-places.ts';

const placesIn = (text: string) => findNumberPlaces(text, findLandmarks(text).digits);

/** How many digits a number from each place can have. */
function countsIn(text: string): [number, number[]][] {
  const { starts, masks } = placesIn(text);
  return [...starts].map((start, index) => [start, countsOf(masks[index] ?? 0)]);
}

const countsOf = (mask: number): number[] =>
  Array.from({ length: 20 }, (_, count) => count).filter((n) => mask & (1 << n));

describe('places of numbers', () => {
  it.each<[string, [number, number[]][]]>([
    ['no number here', []],
    ['12 mm and 5 cm', []],
    ['212456789', [[0, [9]]]],
    [
      '212-45-6789',
      [
        [0, [5, 9]],
        [4, [6]],
      ],
    ],
    [
      'a 943 476 5919.',
      [
        [0, [6, 10]],
        [2, [6, 10]],
        [6, [7]],
      ],
    ],
    [
      'AB 12 34 56 C',
      [
        [0, [6]],
        [3, [6]],
      ],
    ],
    [
      'AB123456C',
      [
        [0, [6]],
        [2, [6]],
      ],
    ],
    [
      'X-1234567-L',
      [
        [0, [7]],
        [2, [7]],
      ],
    ],
    ['words 123456', [[6, [6]]]],
    [
      'SSN212456789',
      [
        [0, [9]],
        [3, [9]],
      ],
    ],
    ['12345678901234567890123', []],
    ['1234,5678', []],
    [
      '+44 (0)20 7946 0958',
      [
        [1, [5, 9, 13]],
        [5, [7, 11]],
        [7, [6, 10]],
        [10, [8]],
      ],
    ],
  ])('stand in %j', (text, expected) => {
    expect(countsIn(text)).toEqual(expected);
  });

  it('miss no number that is written in groups of digits, wherever it stands', () => {
    const group = fc.stringMatching(/^[0-9]{1,6}$/);
    const number = fc
      .tuple(fc.array(group, { minLength: 1, maxLength: 5 }), fc.constantFrom('', ' ', '-', '.', '/', '\u00a0'))
      .map(([groups, separator]) => groups.join(separator))
      .filter((text) => text.replace(/\D/g, '').length >= 5 && text.replace(/\D/g, '').length <= 19);
    const around = fc.constantFrom('', 'no. ', 'Pat:', 'ä', '\n', '(', '#');
    const law = fc.property(number, around, around, (written, before, after) => {
      const digits = written.replace(/\D/g, '').length;

      const place = countsIn(`${before}${written}${after}`).find(([start]) => start === before.length);

      expect(place?.[1]).toContain(digits);
    });

    fc.assert(law, { numRuns: 500 });
  });

  it.each<[string, number[]]>([
    ['212-45-6789', [3, 2 + withinWord]],
    ['AB 12 34 56 C', [0, 2]],
    ['SSN212456789', [0, 9 + withinWord]],
    ['1.2.840.12345', [1, 1 + withinWord, 3 + withinWord, 5 + withinWord]],
    ['(212) 555-0134 x', [3, 3, 4 + withinWord].slice(0, 2)],
  ])('have heads, and tell what is within a word, in %j', (text, expected) => {
    expect([...placesIn(text).heads]).toEqual(expected);
  });

  it('are found by head and number of digits, in the order of the text', () => {
    const text = '212-45-6789, 123456789, 12 345678, 987-65-4321';

    expect([...startsWith(placesIn(text), [9, 3], 1 << 9)]).toEqual([0, 13, 35]);
  });
});
