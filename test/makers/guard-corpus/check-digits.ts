/** Written from the rules of each number's issuer and not with the guard's library, so that the two can disagree. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

export function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
}

/** Of a number of any length. */
export function modulo(digits: string, divisor: number): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % divisor;
  return rest;
}

const dihedral = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
] as const;
const permutations = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
] as const;
const inverse = '0432156789';

/** Verhoeff 1969, as the Indian authority uses it. */
export function verhoeffDigit(digits: string): string {
  let check = 0;
  for (const [index, digit] of [...digits].toReversed().entries()) {
    const permuted = permutations[(index + 1) % 8]?.[Number(digit)];
    check = Number(dihedral[check]?.[Number(permuted)]);
  }
  return inverse[check] ?? '0';
}

export const twoDigits = (value: number): string => String(value).padStart(2, '0');
