import { describe, expect, it } from 'vitest';
import { printableTexts } from '../../../shared/guard/carriers/printable-texts.ts';
import { carriedBytes, wordsOf } from './carried.ts';

describe('texts in bytes', () => {
  it('are one a run, with the run’s own bytes in the file', () => {
    const value = carriedBytes('\0\0Jane Doe\0', { privateCreator: 'ACME 1.0' });

    const texts = [...printableTexts([value])];

    expect(texts).toEqual([
      {
        place: {
          carrier: 'printable-bytes',
          path: '00091010',
          vr: 'OB',
          keyword: '',
          privateCreator: 'ACME 1.0',
          bytes: { offset: 1002, length: 8 },
        },
        text: 'Jane Doe',
        isByteForByte: true,
      },
    ]);
  });

  it('are longer in tables, where chance has more tries', () => {
    expect(wordsOf(printableTexts([carriedBytes('\0Jane Do\0Jane Doe\0', { vr: 'OW' })]))).toEqual(['Jane Doe']);
    expect(wordsOf(printableTexts([carriedBytes('\0Jane Do\0Jane Doe\0', { vr: 'UN' })]))).toEqual([
      'Jane Do',
      'Jane Doe',
    ]);
  });

  it('hold a word where they are numbers, which spell marks and digits by chance', () => {
    const numbers = (bytes: string | Buffer) => wordsOf(printableTexts([carriedBytes(bytes, { vr: 'US' })]));

    expect(numbers('\0Jane Do\0Jane Doe\x01123-45-6789\x02#1 ^2 ^3 A4')).toEqual(['Jane Doe']);
    expect(numbers(Buffer.from('Jane Doe', 'utf16le'))).toEqual(['Jane Doe']);
    expect(numbers('Jörg Müller')).toEqual(['Jörg Müller']);
  });

  it('may be short where they are the whole value', () => {
    const values = ['Kim', 'Doe\0', 'Kim^A ', 'Do', 'Kim\0\u0001', '\0Kim'].map((bytes) => carriedBytes(bytes));

    expect(wordsOf(printableTexts(values))).toEqual(['Kim', 'Doe', 'Kim^A ']);
  });

  it('lose no run where there are thousands: the last ones are one text', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `line no ${index}`);

    const texts = [...printableTexts([carriedBytes(lines.join('\0'))])];

    expect(texts.flatMap(({ text }) => text.split('\n'))).toEqual(lines);
    expect(texts.length).toBeLessThan(1_100);
    expect(texts.at(-1)?.isByteForByte).toBe(false);
  });
});
