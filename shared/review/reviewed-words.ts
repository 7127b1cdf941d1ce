import { GatewayError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import { objectionsToWords } from '../guard/inspect-words.ts';

/** A justification is kept for good, so it may name no patient: what the guard would stop in an image it stops here too. */
export function checkedWords(guard: Guard, words: string): string {
  const objections = objectionsToWords(guard, words);
  if (objections.length === 0) return words;
  throw new GatewayError(
    'request-invalid',
    `The text holds what looks like an identifier (${objections.join(', ')}); say it without.`,
  );
}
