import { describe, expect, it } from 'vitest';
import { elementTexts } from '../../../shared/guard/carriers/element-texts.ts';
import { carriedBytes, carriedText, wordsOf } from './carried.ts';

describe('texts of elements', () => {
  it('are the values as they are, with place and bytes', () => {
    const value = carriedText('THORAX ', { path: '00400275.0.00400007', tag: 0x00400007, privateCreator: 'ACME' });

    const texts = [...elementTexts([value])];

    expect(texts).toEqual([
      {
        place: {
          carrier: 'text',
          path: '00400275.0.00400007',
          vr: 'LO',
          keyword: 'StudyDescription',
          privateCreator: 'ACME',
          bytes: { offset: 1000, length: 7 },
        },
        text: 'THORAX ',
        isByteForByte: true,
      },
    ]);
  });

  it('are told apart from identifiers of things', () => {
    const texts = [...elementTexts([carriedText('1.2.840.10008.1.2\0', { vr: 'UI' })])];

    expect(texts.map(({ place }) => place.carrier)).toEqual(['uid']);
  });

  it('are none where a number or a date is one', () => {
    const values = [carriedText('20240301', { vr: 'DA' }), carriedText('1.5\\2', { vr: 'DS' })];

    expect([...elementTexts(values)]).toEqual([]);
  });

  it('are there where words stand in place of a number, and for every age', () => {
    const values = [carriedText('Jane Doe', { vr: 'IS' }), carriedText('093Y', { vr: 'AS' })];

    expect(wordsOf(elementTexts(values))).toEqual(['Jane Doe', '093Y']);
  });

  it('are none of empty values and of bytes', () => {
    expect([...elementTexts([carriedText(''), carriedBytes('Jane Doe')])]).toEqual([]);
  });
});
