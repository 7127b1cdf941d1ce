import { describe, expect, it } from 'vitest';
import { partHeaderTexts } from '../../../shared/guard/carriers/part-header-texts.ts';

const place = { carrier: 'part-header', path: 'part-header', vr: '', keyword: '' } as const;

describe('the headers of a part', () => {
  it('are a text of its own each', () => {
    const texts = partHeaderTexts(['attachment; filename="doe.dcm"', 'https://sender.example/doe']);

    expect(texts).toEqual([
      { place, text: 'attachment; filename="doe.dcm"', isByteForByte: false },
      { place, text: 'https://sender.example/doe', isByteForByte: false },
    ]);
  });

  it.each([
    ['Pt_ID_4829137.dcm', 'Pt ID 4829137.dcm'],
    ['Jane+Doe.dcm', 'Jane Doe.dcm'],
    ['acc%23%207065686747', 'acc# 7065686747'],
    ["filename*=UTF-8''M%C3%BCller.dcm", "filename*=UTF-8''Müller.dcm"],
    ['M%FCller.dcm', 'Müller.dcm'],
  ])('are looked at a second time with spaces for what stands for them: %s', (text, decoded) => {
    const texts = partHeaderTexts([text]);

    expect(texts).toEqual([
      { place, text, isByteForByte: false },
      { place: { ...place, detail: 'decoded' }, text: decoded, isByteForByte: false },
    ]);
  });

  it.each(['100%.dcm', '50%zz.dcm'])('are left as they are where nothing is escaped: %s', (text) => {
    const texts = partHeaderTexts([text]);

    expect(texts).toEqual([{ place, text, isByteForByte: false }]);
  });
});
