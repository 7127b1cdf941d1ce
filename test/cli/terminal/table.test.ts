import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table, wrapped } from '../../../cli/terminal/table.ts';

describe('a table', () => {
  it('has columns as wide as their cells', () => {
    const text = table(
      [
        ['name', 'count'],
        ['a', '1'],
        ['a longer one', '100'],
      ],
      { maxWidth: 80, rightAligned: [1] },
    );

    expect(text).toBe('name          count\n────────────  ─────\na                 1\na longer one    100\n');
  });

  it('wraps its widest column where it does not fit, at words', () => {
    const text = table(
      [
        ['rule', 'reason'],
        ['echo', 'the own name of the patient'],
      ],
      { maxWidth: 24 },
    );

    expect(text).toBe('rule  reason\n────  ──────────────────\necho  the own name of\n      the patient\n');
  });

  it('measures painted cells by what is seen', () => {
    const text = table(
      [
        ['verdict', 'n'],
        ['\x1b[31mreject\x1b[39m', '1'],
      ],
      { maxWidth: 80 },
    );

    expect(text.split('\n')[2]).toBe('\x1b[31mreject\x1b[39m   1');
  });

  it('never is wider than it may be, whatever is in it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', ','), maxLength: 90 });
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 });

    fc.assert(
      fc.property(rows, (each) => {
        const lines = table([['one', 'two', 'three'], ...each], { maxWidth: 60 }).split('\n');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
      }),
    );
  });
});

describe('wrapping', () => {
  it('loses nothing but spaces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', ','), maxLength: 200 });

    fc.assert(
      fc.property(text, fc.integer({ min: 8, max: 40 }), (each, width) => {
        expect(wrapped(each, width).join('').replaceAll(' ', '')).toBe(each.replaceAll(' ', ''));
      }),
    );
  });
});
