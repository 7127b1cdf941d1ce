import { describe, expect, it } from 'vitest';
import { isZipOfState } from '../../../../shared/guard/detectors/street-address/zip-of-state.ts';

describe('a ZIP code', () => {
  it.each([
    ['62704', 'IL'],
    ['06001', 'CT'],
    ['00901', 'PR'],
    ['39801', 'GA'],
    ['30301', 'GA'],
    ['88501', 'TX'],
  ])('%s is of %s', (zip, state) => {
    const isOf = isZipOfState(zip, state);

    expect(isOf).toBe(true);
  });

  it.each([
    ['62704', 'CT'],
    ['63001', 'IL'],
    ['59999', 'IL'],
    ['12345', 'XX'],
    ['12345', ''],
  ])('%s is not of %j', (zip, state) => {
    const isOf = isZipOfState(zip, state);

    expect(isOf).toBe(false);
  });
});
