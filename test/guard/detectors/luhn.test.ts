import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLuhn } from '../../../shared/guard/detectors/luhn.ts';

describe('the check digit of Luhn', () => {
  it.each(['4111111111111111', '378282246310005', '79927398713', '808401234567893', '0'])('fits %s', (digits) => {
    const isRight = isLuhn(digits);

    expect(isRight).toBe(true);
  });

  it('fits no number that differs in one digit', () => {
    const changes = fc.tuple(fc.nat({ max: 15 }), fc.integer({ min: 1, max: 9 }));

    fc.assert(
      fc.property(changes, ([place, by]) => {
        const digits = [...'4111111111111111'];
        digits[place] = String((Number(digits[place]) + by) % 10);

        expect(isLuhn(digits.join(''))).toBe(false);
      }),
    );
  });
});
