import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

it('measures everything beside Orthanc unless told otherwise', () => {
  expect(parseOptions([])).toMatchObject({
    studies: 2000,
    runs: 3,
    connections: [1, 4],
    sections: [],
    withOrthanc: true,
  });
  expect(parseOptions(['--no-orthanc', '--sections', 'store,search', '--connections', '8'])).toMatchObject({
    withOrthanc: false,
    sections: ['store', 'search'],
    connections: [8],
  });
});

it('explains itself instead of measuring', () => {
  expect(parseOptions(['--help'])).toBeUndefined();
});

it.each([
  [['--studies', '10'], 'at least 100'],
  [['--runs', 'many'], '--runs must be a whole number'],
  [['--fast'], "Unknown option '--fast'"],
])('refuses %j with a reason', (args, reason) => {
  expect(() => parseOptions(args)).toThrow(reason);
});
