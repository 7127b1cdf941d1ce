import { describe, expect, it } from 'vitest';
import { parseRangeRequest } from '../../shared/retrieve/byte-range-request.ts';

const value = { byteLength: 1000, etag: '"now"' };
const ask = (range: string, condition?: string) =>
  parseRangeRequest({ range, ...(condition === undefined ? {} : { 'if-range': condition }) }, value);

describe('a range', () => {
  it.each([
    ['bytes=0-0', { offset: 0, length: 1 }],
    ['BYTES=10-19', { offset: 10, length: 10 }],
    ['bytes=-5', { offset: 995, length: 5 }],
    ['bytes=990-5000', { offset: 990, length: 10 }],
    ['bytes=990-', { offset: 990, length: 10 }],
  ])('%s is read', (range, expected) => {
    expect(ask(range)).toEqual(expected);
  });

  it.each(['', 'bytes', 'bytes=-', 'bytes=7-3', 'bytes=a-b', 'lines=1-2', 'lines=1-2,4-5', `bytes=${'1'.repeat(16)}-`])(
    '%s is none',
    (range) => {
      expect(ask(range)).toBeUndefined();
    },
  );

  it('counts where If-Range names the bytes that are still there', () => {
    expect(ask('bytes=0-0', '"now"')).toEqual({ offset: 0, length: 1 });
    expect(ask('bytes=0-0', '"then"')).toBeUndefined();
    expect(ask('bytes=0-0', 'Wed, 21 Oct 2015 07:28:00 GMT')).toBeUndefined();
  });

  it.each([
    ['of a hundred thousand entries', `bytes=${'0-1,'.repeat(100_000)}0-1`],
    ['of commas alone', `bytes=${','.repeat(100_000)}`],
    ['of digits and one comma at the end', `bytes=0-${'9'.repeat(100_000)},`],
  ])('%s is refused at once', (_what, range) => {
    const begun = performance.now();

    expect(() => ask(range)).toThrow(expect.objectContaining({ code: 'range-not-satisfiable', status: 416 }));
    expect(performance.now() - begun).toBeLessThan(50);
  });
});
