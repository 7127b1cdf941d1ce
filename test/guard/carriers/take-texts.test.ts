import { describe, expect, it } from 'vitest';
import { partHeaderTexts } from '../../../shared/guard/carriers/part-header-texts.ts';
import { takeTexts } from '../../../shared/guard/carriers/take-texts.ts';
import { wordsOf } from './carried.ts';

describe('taking texts until the room is used up', () => {
  it('takes all that fits, to the last character', () => {
    const { texts, isCut } = takeTexts(partHeaderTexts(['abc', 'defg']), 7);

    expect([wordsOf(texts), isCut]).toEqual([['abc', 'defg'], false]);
  });

  it('cuts the text that does not fit whole', () => {
    const { texts, isCut } = takeTexts(partHeaderTexts(['abc', 'defg', 'h']), 5);

    expect([wordsOf(texts), isCut]).toEqual([['abc', 'de'], true]);
  });

  it('leaves out what begins where the room ends', () => {
    const { texts, isCut } = takeTexts(partHeaderTexts(['abc', 'defg']), 3);

    expect([wordsOf(texts), isCut]).toEqual([['abc'], true]);
  });

  it('asks for no more texts than it has room for', () => {
    function* endless() {
      for (;;) yield* partHeaderTexts(['abc']);
    }

    expect(takeTexts(endless(), 10).isCut).toBe(true);
  });
});
