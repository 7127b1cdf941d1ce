import { describe, expect, it } from 'vitest';
import { isValidWindow, windowed } from '../../shared/render/voi-window.ts';

describe('LINEAR (PS3.3 C.11.2.1.2.1)', () => {
  it('with center 2048 and width 4096 is the standard’s first example', () => {
    const share = windowed({ center: 2048, width: 4096, function: 'linear' });

    expect([share(-1), share(0), share(4095), share(4096)]).toEqual([0, 0, 1, 1]);
    expect(share(1)).toBeCloseTo((1 - 2047.5) / 4095 + 0.5, 12);
  });

  it('with center 0 and width 100 ends at 49, as in the standard’s example', () => {
    const share = windowed({ center: 0, width: 100, function: 'linear' });

    expect([share(-50), share(49), share(50)]).toEqual([0, 1, 1]);
    expect(share(0)).toBeCloseTo(0.5 / 99 + 0.5, 12);
  });

  it('with width 1 is a threshold at center minus one half', () => {
    const share = windowed({ center: 0, width: 1, function: 'linear' });

    expect([share(-0.5), share(-0.4), share(0)]).toEqual([0, 1, 1]);
  });
});

describe('LINEAR_EXACT (C.11.2.1.3.2)', () => {
  it('with center 0 and width 100 ends at -50 and 50', () => {
    const share = windowed({ center: 0, width: 100, function: 'linear-exact' });

    expect([share(-50), share(-25), share(0), share(50), share(51)]).toEqual([0, 0.25, 0.5, 1, 1]);
  });
});

describe('SIGMOID (C.11.2.1.3.1)', () => {
  it('is one half at the center and 1/(1+e^-2) at half a width above', () => {
    const share = windowed({ center: 10, width: 20, function: 'sigmoid' });

    expect(share(10)).toBe(0.5);
    expect(share(20)).toBeCloseTo(0.8807970779778823, 12);
    expect(share(0)).toBeCloseTo(0.11920292202211755, 12);
  });
});

describe('a window', () => {
  it.each([
    ['linear', 0.5, false],
    ['linear', 1, true],
    ['linear-exact', 0.5, true],
    ['linear-exact', 0, false],
    ['sigmoid', -1, false],
    ['sigmoid', Number.NaN, false],
    ['linear', Number.POSITIVE_INFINITY, false],
  ] as const)('%s of width %d is valid: %s', (shape, width, valid) => {
    expect(isValidWindow({ center: 1, width, function: shape })).toBe(valid);
  });
});
