import { describe, expect, it } from 'vitest';
import { greyPixels } from '../../shared/render/grey-pixels.ts';
import type { GreyPlan } from '../../shared/render/grey-transform.ts';
import type { LookupTable } from '../../shared/render/lookup-table.ts';

const plain: GreyPlan = {
  kind: 'grey',
  modality: { kind: 'rescale', slope: 1, intercept: 0 },
  voi: { kind: 'extent' },
  presentation: { kind: 'identity' },
};
const greys = (values: Parameters<typeof greyPixels>[0], plan: Partial<GreyPlan>) => [
  ...greyPixels(values, { ...plain, ...plan }),
];
const table = (entries: readonly number[], firstMapped = 0, maxEntry = 255): LookupTable => ({
  firstMapped,
  entries: Uint16Array.from(entries),
  maxEntry,
});

describe('a greyscale frame (PS3.4 N.2.1)', () => {
  it('is rescaled before it is windowed (C.11.1, C.11.2)', () => {
    const voi = { kind: 'window', window: { center: 40, width: 400, function: 'linear' } } as const;
    const modality = { kind: 'rescale', slope: 1, intercept: -1024 } as const;

    // -160 HU and below are black, 239 HU and above are white, 40 HU is ((40 - 39.5) / 399 + 0.5) * 255 = 127.8
    expect(greys(Int16Array.of(0, 864, 1064, 1263, 4095), { modality, voi })).toEqual([0, 0, 128, 255, 255]);
  });

  it('goes through a Modality LUT and a VOI LUT one after the other', () => {
    const modality = { kind: 'table', table: table([10, 11, 12], 5) } as const;
    const voi = { kind: 'table', table: table([0, 100, 255], 10) } as const;

    expect(greys(Uint8Array.of(0, 5, 6, 7, 255), { modality, voi })).toEqual([0, 0, 100, 255, 255]);
  });

  it('shows all that it has where nobody says what to show', () => {
    expect(greys(Uint16Array.of(1000, 1050, 1100), {})).toEqual([0, 128, 255]);
  });

  it('is turned round for MONOCHROME1', () => {
    expect(greys(Uint16Array.of(0, 51, 255), { presentation: { kind: 'inverse' } })).toEqual([255, 204, 0]);
  });

  it('goes through the table of a presentation state last', () => {
    const presentation = { kind: 'table', table: table([0, 65_535, 0], 0, 65_535) } as const;

    expect(greys(Uint8Array.of(0, 50, 100), { presentation })).toEqual([0, 255, 0]);
  });

  it('has black padding, which counts for nothing (C.7.5.1.1.2)', () => {
    const padding = { from: -2000, to: -1900 };

    const values = Int16Array.of(-2000, -1950, 0, 100);
    expect(greys(values, { padding })).toEqual([0, 0, 0, 255]);
    expect(greys(values, { padding, presentation: { kind: 'inverse' } })).toEqual([0, 0, 255, 0]);
  });

  it('of one value only, or of padding only, is no division by zero', () => {
    expect(greys(Uint16Array.of(7, 7), {})).toEqual([0, 0]);
    expect(greys(Uint16Array.of(7, 7), { padding: { from: 7, to: 7 } })).toEqual([0, 0]);
  });

  it('of floating point numbers leaves out what is no number', () => {
    expect(greys(Float32Array.of(Number.NaN, 0, 0.5, 1, Number.POSITIVE_INFINITY), {})).toEqual([0, 0, 128, 255, 255]);
  });

  it.each([
    ['unsigned', (numbers: readonly number[]) => Uint16Array.from(numbers)],
    ['signed', (numbers: readonly number[]) => Int16Array.from(numbers)],
  ])('has the same greys with many %s pixels as with few', (_kind, valuesOf) => {
    const few = Array.from({ length: 1000 }, (_, index) => index - 500);
    const many = Array.from({ length: 100 }, () => few).flat();
    const voi = { kind: 'window', window: { center: 100, width: 300, function: 'sigmoid' } } as const;

    expect(greys(valuesOf(many), { voi }).slice(0, 1000)).toEqual(greys(valuesOf(few), { voi }));
  });
});
