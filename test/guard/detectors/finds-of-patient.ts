import type { Detector } from '../../../shared/guard/detector.ts';
import type { Place } from '../../../shared/guard/inspected-text.ts';
import type { PatientFacts } from '../../../shared/guard/patient-facts.ts';
import { haystackWith } from './finds.ts';

const strangers: PatientFacts = {
  names: [],
  patientIds: [],
  visitIds: [],
  birthDate: undefined,
  isIdentityRemoved: false,
};

export interface Found {
  readonly text: string;
  readonly score: number;
}

/** All that a detector sees of this patient in a text, however unsure. */
export function sees(
  detector: Detector,
  patient: Partial<PatientFacts>,
  text: string,
  place?: Partial<Place>,
): Found[] {
  const hits = [...detector.find(haystackWith(text, place), { ...strangers, ...patient })];
  return hits.map(({ start, end, score }) => ({ text: text.slice(start, end), score }));
}

/** What the shipped policy counts: the parts of the text, as they stand there. */
export function findsOf(
  detector: Detector,
  patient: Partial<PatientFacts>,
  text: string,
  place?: Partial<Place>,
): string[] {
  return sees(detector, patient, text, place)
    .filter(({ score }) => score >= 0.5)
    .map((found) => found.text);
}
