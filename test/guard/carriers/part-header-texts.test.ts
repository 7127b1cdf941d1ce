import { expect, it } from 'vitest';
import { partHeaderTexts } from '../../../shared/guard/carriers/part-header-texts.ts';

it('every header of the part is a text of its own', () => {
  const texts = partHeaderTexts(['attachment; filename="doe.dcm"', 'https://sender.example/doe']);

  expect(texts).toEqual(
    ['attachment; filename="doe.dcm"', 'https://sender.example/doe'].map((text) => ({
      place: { carrier: 'part-header', path: 'part-header', vr: '', keyword: '' },
      text,
      isByteForByte: false,
    })),
  );
});
