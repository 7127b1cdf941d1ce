import type { Haystack } from './haystack.ts';
import type { PatientFacts } from './patient-facts.ts';

/** What policies name when they mean several detectors at once. */
export const detectorGroups = [
  'echo',
  'identity-number',
  'health-number',
  'financial',
  'contact',
  'network',
  'address',
  'date',
  'record',
  'credential',
] as const;
export type DetectorGroup = (typeof detectorGroups)[number];

/** Numbers that only one country knows; a site may switch packs off. */
export const packs = [
  'us',
  'uk',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'be',
  'pl',
  'se',
  'ca',
  'au',
  'in',
  'br',
  'za',
] as const;
export type Pack = (typeof packs)[number];

/** Where an identifier stands in the haystack, and how sure that is: 0 to 1, counted from the policy's `minScore` on. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** Finds one kind of identifier, in time that grows no faster than the text. It answers; it does not log, throw or change. */
export interface Detector {
  /** The file's name; what policies, answers and reports call it. */
  readonly id: string;
  readonly group: DetectorGroup;
  readonly pack?: Pack;
  /** One sentence for docs/guard.md: what is found, and what tells it from what looks like it. */
  readonly about: string;
  find(haystack: Haystack, patient: PatientFacts): Iterable<Hit>;
}
