import { describe, expect, it } from 'vitest';
import { parseQueryParameters } from '../../shared/search/query-parameters.ts';

describe('the parameters of a query', () => {
  it('are decoded once, in their order', () => {
    expect(parseQueryParameters('a=1%252C&&b=x+y%2Bz&c&=nameless&d=e=f')).toEqual([
      { name: 'a', value: '1%2C' },
      { name: 'b', value: 'x y+z' },
      { name: 'c', value: '' },
      { name: 'd', value: 'e=f' },
    ]);
    expect(parseQueryParameters('')).toEqual([]);
  });

  it.each(['a=%', 'a=%zz', 'a=%ff', 'a=%c0%af', 'a=%ed%a0%80', 'a=%00', 'a=x%0d%0ay', '%0a=x'])(
    'are refused when they are broken or hold control characters: %s',
    (query) => {
      expect(() => parseQueryParameters(query)).toThrow(expect.objectContaining({ code: 'query-invalid' }));
    },
  );

  it('are bounded in number and length', () => {
    expect(() => parseQueryParameters('a=1&'.repeat(1_000))).toThrow(
      expect.objectContaining({ code: 'query-invalid' }),
    );
    expect(() => parseQueryParameters('a'.repeat(100_000))).toThrow(expect.objectContaining({ code: 'url-too-long' }));
  });
});
