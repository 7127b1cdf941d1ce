import { describe, expect, it } from 'vitest';
import { partHeaderTexts } from '../../../shared/guard/carriers/part-header-texts.ts';
import { takeTexts } from '../../../shared/guard/carriers/take-texts.ts';
import { wordsOf } from './carried.ts';

describe('taking texts until the room is used up', () => {
  it('takes all that fits, to the last character', () => {
    const { texts, rest } = takeTexts(partHeaderTexts(['abc', 'defg']), 7);

    expect([wordsOf(texts), wordsOf(rest)]).toEqual([['abc', 'defg'], []]);
  });

  it('parts the text that does not fit whole', () => {
    const { texts, rest } = takeTexts(partHeaderTexts(['abc', 'defg', 'h']), 5);

    expect([wordsOf(texts), wordsOf(rest)]).toEqual([
      ['abc', 'de'],
      ['fg', 'h'],
    ]);
  });

  it('leaves out what begins where the room ends', () => {
    const { texts, rest } = takeTexts(partHeaderTexts(['abc', 'defg']), 3);

    expect([wordsOf(texts), wordsOf(rest)]).toEqual([['abc'], ['defg']]);
  });

  it('keeps of a part its own place in the file', () => {
    const bytes = { offset: 100, length: 5 };
    const place = { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments', bytes } as const;

    const { texts, rest } = takeTexts([{ place, text: 'abcde', isByteForByte: true }], 2);

    expect(texts[0]?.place.bytes).toEqual({ offset: 100, length: 2 });
    expect(rest[0]?.place.bytes).toEqual({ offset: 102, length: 3 });
  });

  it('comes to an end with texts that have none', () => {
    function* endless() {
      for (;;) yield* partHeaderTexts(['a'.repeat(1_000_000)]);
    }

    expect(takeTexts(endless(), 10).rest.length).toBeLessThan(100);
  });
});
