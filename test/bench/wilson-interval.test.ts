import { expect, it } from 'vitest';
import { wilsonInterval } from '../../bench/guard/wilson-interval.ts';

const rounded = (successes: number, tries: number) => wilsonInterval(successes, tries).map((bound) => bound.toFixed(4));

it('is the interval of Wilson for 81 of 263, as textbooks have it', () => {
  expect(rounded(81, 263)).toEqual(['0.2553', '0.3662']);
});

it('claims no certainty from few tries', () => {
  expect(rounded(10, 10)).toEqual(['0.7225', '1.0000']);
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
});
