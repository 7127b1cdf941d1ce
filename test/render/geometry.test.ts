import { describe, expect, it } from 'vitest';
import { geometryOf } from '../../shared/render/geometry.ts';

const image = { width: 400, height: 300 };
const pixels = (left: number, top: number, width: number, height: number) =>
  ({ unit: 'pixels', left, top, width, height }) as const;

describe('a viewport (PS3.18 8.3.5.1.3)', () => {
  it('holds the image as large as possible and undistorted', () => {
    expect(geometryOf(image, 1, { width: 200, height: 200 })).toMatchObject({ width: 200, height: 150 });
    expect(geometryOf(image, 1, { width: 1000, height: 600 })).toMatchObject({ width: 800, height: 600 });
  });

  it('that is not asked for leaves the size alone', () => {
    expect(geometryOf(image, 1)).toMatchObject({ ...image, crop: { left: 0, top: 0, ...image } });
  });

  it('of one side only follows that side (9.5.2)', () => {
    expect(geometryOf(image, 1, { width: 100 })).toMatchObject({ width: 100, height: 75 });
    expect(geometryOf(image, 1, { height: 100 })).toMatchObject({ width: 133, height: 100 });
  });

  it('crops first, so that the region fills it', () => {
    const geometry = geometryOf(image, 1, { width: 100, height: 100, region: pixels(100, 50, 200, 100) });

    expect(geometry).toMatchObject({ crop: { left: 100, top: 50, width: 200, height: 100 }, width: 100, height: 50 });
  });

  it('turns the picture over where a side is negative', () => {
    const geometry = geometryOf(image, 1, { region: pixels(0, 0, -400, 300) });

    expect(geometry).toMatchObject({ isFlippedHorizontally: true, isFlippedVertically: false, ...image });
  });

  it('takes what lies inside of a region that goes beyond the image', () => {
    expect(geometryOf(image, 1, { region: pixels(300.5, 200, 1000, 1000) }).crop).toEqual({
      left: 300,
      top: 200,
      width: 100,
      height: 100,
    });
  });

  it('refuses a region outside of the image', () => {
    expect(() => geometryOf(image, 1, { region: pixels(400, 0, 10, 10) })).toThrow('holds no pixel');
  });

  it('counts shares of the image for WADO-URI', () => {
    const region = { unit: 'shares', left: 0.25, top: 0.5, width: 0.5, height: 0.5 } as const;

    expect(geometryOf(image, 1, { region }).crop).toEqual({ left: 100, top: 150, width: 200, height: 150 });
  });

  it('of a billion pixels a side is refused before anything is done', () => {
    expect(() => geometryOf(image, 1, { width: 1e9, height: 1e9 })).toThrow('smaller viewport');
  });
});

describe('pixels that are not square (PS3.3 C.7.6.3.1.7)', () => {
  it('are stretched along their longer side', () => {
    expect(geometryOf(image, 2)).toMatchObject({ width: 400, height: 600 });
    expect(geometryOf(image, 0.5)).toMatchObject({ width: 800, height: 300 });
  });

  it('keep their shape in a viewport', () => {
    expect(geometryOf(image, 2, { width: 200, height: 200 })).toMatchObject({ width: 133, height: 200 });
  });
});
