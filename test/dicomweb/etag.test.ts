import { describe, expect, it } from 'vitest';
import { etagOf, isKnownToClient, notModified } from '../../shared/dicomweb/etag.ts';

const etag = etagOf(['one', 'two']);

describe('an ETag', () => {
  it('is the same for the same facts, and another where they are divided otherwise', () => {
    expect(etagOf(['one', 'two'])).toBe(etag);
    expect(etagOf(['one', 'three'])).not.toBe(etag);
    expect(etagOf(['one'])).not.toBe(etag);
  });

  it.each([etag, `W/${etag}`, `"x",${etag}`, ` ${etag} `, '*', ' * '])('is known to who sends %s', (condition) => {
    expect(isKnownToClient({ 'if-none-match': condition }, etag)).toBe(true);
  });

  it.each(['', '"x"', etag.replaceAll('"', ''), `${etag.slice(0, -1)}x"`, 'W/*'])(
    'is not known to who sends %s',
    (condition) => {
      expect(isKnownToClient({ 'if-none-match': condition }, etag)).toBe(false);
    },
  );

  it('is not known to who sends none', () => {
    expect(isKnownToClient({}, etag)).toBe(false);
  });

  it('is looked for among a hundred thousand in no time', () => {
    const condition = Array.from({ length: 100_000 }, (_, number) => `"${number}"`).join(',');
    const begun = performance.now();

    expect(isKnownToClient({ 'if-none-match': condition }, etag)).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

it('an answer that is known keeps the headers that a cache may need, and no others', () => {
  const headers = { ETag: etag, 'Content-Type': 'text/plain', 'Content-Length': '5', Vary: 'Accept' };

  expect(notModified(headers)).toEqual({ status: 304, headers: { ETag: etag, Vary: 'Accept' } });
});
