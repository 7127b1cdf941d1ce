import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/guard/options.ts';

it('measures corpus, latency and slopes unless told otherwise', () => {
  expect(parseOptions([])).toMatchObject({
    plants: 6_000,
    seed: 1,
    withCorpus: true,
    withLatency: true,
    withSlopes: true,
    withStow: false,
  });
  expect(parseOptions(['--no-slopes'])).toMatchObject({ withCorpus: true, withSlopes: false });
});

it('measures stores alone, so that nothing else warms the machine', () => {
  expect(parseOptions(['--stow', '--runs', '3'])).toMatchObject({
    runs: 3,
    withStow: true,
    withCorpus: false,
    withLatency: false,
    withSlopes: false,
  });
});

it('explains itself instead of measuring', () => {
  expect(parseOptions(['--help'])).toBeUndefined();
});

it.each([
  [['--plants', '0'], '--plants must be a whole number of at least 1'],
  [['--off'], "Unknown option '--off'"],
])('refuses %j with a reason', (args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
});
