import { type MadeInstance, makeCtSeries } from '../../test/makers/make-ct.ts';

/** `count` slices of one series of a fresh study, half a megabyte each. */
export function ctSlices(count: number): readonly MadeInstance[] {
  return makeCtSeries(count, { rows: 512, columns: 512 });
}

export const ctFiles = (count: number): readonly Uint8Array[] => ctSlices(count).map(({ bytes }) => bytes);
