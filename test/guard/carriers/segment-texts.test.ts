import { describe, expect, it } from 'vitest';
import { segmentTexts } from '../../../shared/guard/carriers/segment-texts.ts';
import { carriedSegment } from './carried.ts';

describe('segments of compressed frames', () => {
  it('say in which fragment and under which marker their text stands', () => {
    expect([...segmentTexts([carriedSegment('\0Jane Doe')])]).toEqual([
      {
        place: {
          carrier: 'frame-segment',
          path: '7FE00010',
          vr: 'OB',
          keyword: 'PixelData',
          detail: 'fragment 3, COM segment',
          bytes: { offset: 5001, length: 8 },
        },
        text: 'Jane Doe',
        isByteForByte: true,
      },
    ]);
  });

  it('have no place in the file when they lie across fragments', () => {
    const [text] = segmentTexts([carriedSegment('Jane Doe', { length: 16 })]);

    expect(text?.text).toBe('Jane Doe');
    expect(text?.isByteForByte).toBe(false);
    expect(text?.place.bytes).toBeUndefined();
  });
});
