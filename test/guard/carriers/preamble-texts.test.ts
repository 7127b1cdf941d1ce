import { describe, expect, it } from 'vitest';
import { preambleTexts } from '../../../shared/guard/carriers/preamble-texts.ts';

describe('the preamble', () => {
  it('is searched for text', () => {
    const preamble = Buffer.alloc(128);
    preamble.write('Jane Doe', 100, 'latin1');

    expect(preambleTexts(preamble)).toEqual([
      {
        place: {
          carrier: 'preamble',
          path: 'preamble',
          vr: '',
          keyword: '',
          bytes: { offset: 100, length: 8 },
        },
        text: 'Jane Doe',
        isByteForByte: true,
      },
    ]);
  });

  it('says nothing when it is zeros', () => {
    expect(preambleTexts(Buffer.alloc(128))).toEqual([]);
  });
});
