import { describe, expect, it } from 'vitest';
import { asIndexFailure, isWorthRetrying } from '../../../shared/adapters/sql/index-failure.ts';

const failure = (properties: object, message = 'Very^Secret is in the row') =>
  Object.assign(new Error(message), properties);
const sqlite = (errcode: number) => failure({ code: 'ERR_SQLITE_ERROR', errcode });

describe('a failure of the database', () => {
  it.each([
    sqlite(13),
    sqlite(10 | (5 << 8)),
    failure({ code: 'ECONNREFUSED' }),
    failure({ code: '57P01' }),
    failure({ code: '53300' }),
    failure({}, 'Connection terminated unexpectedly'),
    failure({}, 'timeout exceeded when trying to connect'),
    new AggregateError([failure({ code: 'ECONNREFUSED' })]),
  ])('becomes index-unavailable when the database cannot answer now (%#)', (error) => {
    const told = asIndexFailure(error);

    expect(told).toMatchObject({ code: 'index-unavailable', headers: { 'Retry-After': '5' } });
    expect(String(told)).not.toContain('Secret');
  });

  it.each([sqlite(1), sqlite(19), failure({ code: '42601' }), new TypeError('x is not a function'), 'text'])(
    'stays what it is when it is a bug of ours (%#)',
    (error) => {
      expect(asIndexFailure(error)).toBe(error);
    },
  );

  it('is worth another attempt where two writers met, and nowhere else', () => {
    expect([sqlite(5), failure({ code: '40P01' }), failure({ code: '40001' })].every(isWorthRetrying)).toBe(true);
    expect([sqlite(13), failure({ code: 'ECONNREFUSED' }), undefined].some(isWorthRetrying)).toBe(false);
  });
});
