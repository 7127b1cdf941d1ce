import { describe, expect, it } from 'vitest';
import { isTrailingPadding, paddingTexts } from '../../../shared/guard/carriers/padding-texts.ts';
import { carriedBytes, carriedText } from './carried.ts';

const place = { path: 'FFFCFFFC', tag: 0xfffcfffc, keyword: 'DataSetTrailingPadding' };

describe('trailing padding', () => {
  it('is known by its tag, whatever its VR', () => {
    expect([carriedBytes('x', place), carriedText('x', place), carriedText('x')].map(isTrailingPadding)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('is searched as bytes, and as the text that it claims to be', () => {
    const texts = [...paddingTexts([carriedBytes('\0\0Jane Doe', place), carriedText('Doe', { ...place, vr: 'LT' })])];

    expect(texts.map(({ place: { carrier }, text }) => [carrier, text])).toEqual([
      ['padding', 'Jane Doe'],
      ['padding', 'Doe'],
    ]);
  });
});
