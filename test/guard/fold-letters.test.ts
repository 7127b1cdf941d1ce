import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldLetters, originalOffset } from '../../shared/guard/fold-letters.ts';

describe('folding letters', () => {
  it.each([
    ['Müller ÇĞİıŁØßÆ', 'muller cgiilosa'],
    ['Пётр Йод', 'петр иод'],
    ['Σίσυφος', 'σισυφοσ'],
    ['Ｄｏｅ', 'doe'],
    ['やまだ ﾔﾏﾀﾞ ヤマダ', 'ヤマタ ヤマタ ヤマタ'],
    ['山田 홍길동', '山田 홍길동'],
  ])('makes of %s %s', (text, folded) => {
    expect(foldLetters(text).text).toBe(folded);
  });

  it('tells where a character stood, also where marks were dropped', () => {
    const text = 'Jo\u0308rg Doe';

    const folded = foldLetters(text);

    expect(folded.text).toBe('jorg doe');
    expect(originalOffset(folded, folded.text.indexOf('doe'))).toBe(text.indexOf('Doe'));
    expect(originalOffset(folded, folded.text.length)).toBe(text.length);
  });

  it('keeps every character in its place where no marks stand alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite' }), (text) => {
        const folded = foldLetters(text);

        return folded.offsets !== undefined || folded.text.length === text.length;
      }),
    );
  });

  it('gives composed and decomposed text one form', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aéÜñçżДё山が') }), (text) => {
        return foldLetters(text.normalize('NFD')).text === foldLetters(text.normalize('NFC')).text;
      }),
    );
  });
});
