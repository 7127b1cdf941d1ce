import type { Guard } from './guard.ts';
import { haystackOf } from './haystack.ts';
import { observeTexts } from './observe-texts.ts';

/**
 * Words that a person types about an instance (why it is released) go into records that live long: they must not bring in
 * what the guard keeps out. The ids of the detectors that object; names cannot be known here.
 */
export function objectionsToWords({ policy, fingerprintKey }: Guard, words: string): readonly string[] {
  const place = { carrier: 'text', path: '', vr: 'LT', keyword: '' } as const;
  const { detectors, minScore, limits } = policy;
  const observations = observeTexts({
    haystack: haystackOf([{ place, text: words, isByteForByte: false }]),
    patient: nobody,
    detectors,
    minScore,
    limits,
    fingerprintKey,
  });
  return [...new Set(observations.map(({ detector }) => detector))];
}

const nobody = { names: [], patientIds: [], visitIds: [], birthDate: undefined, isIdentityRemoved: false };
