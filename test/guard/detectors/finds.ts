import type { Detector } from '../../../shared/guard/detector.ts';
import { type Haystack, haystackOf } from '../../../shared/guard/haystack.ts';
import type { Place } from '../../../shared/guard/inspected-text.ts';
import type { PatientFacts } from '../../../shared/guard/patient-facts.ts';

const nobody: PatientFacts = {
  names: [],
  patientIds: [],
  visitIds: [],
  birthDate: undefined,
  isIdentityRemoved: false,
};

/** What the shipped policy counts from on. */
const minScore = 0.5;

export function haystackWith(text: string, place: Partial<Place> = {}): Haystack {
  return haystackOf([
    {
      place: { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments', ...place },
      text,
      isByteForByte: true,
    },
  ]);
}

/** The parts of a text that a detector is sure enough of, as they stand there. */
export function finds(detector: Detector, text: string, place: Partial<Place> = {}): string[] {
  return [...detector.find(haystackWith(text, place), nobody)]
    .filter(({ score }) => score >= minScore)
    .map(({ start, end }) => text.slice(start, end));
}

/** For exhausting a detector: how many hits of any score. */
export function countHits(detector: Detector, text: string): number {
  let count = 0;
  for (const _hit of detector.find(haystackWith(text), nobody)) count++;
  return count;
}
