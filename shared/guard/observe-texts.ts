import { createHmac, type KeyObject } from 'node:crypto';
import type { Detector, Hit } from './detector.ts';
import { type Haystack, segmentAt } from './haystack.ts';
import type { InspectedText } from './inspected-text.ts';
import { InspectionExceeded } from './inspection-exceeded.ts';
import type { Observation } from './observation.ts';
import type { PatientFacts } from './patient-facts.ts';
import type { GuardLimits } from './policy/policy.ts';

/** What one look at the texts of an instance needs. */
export interface Look {
  readonly haystack: Haystack;
  readonly patient: PatientFacts;
  readonly detectors: readonly Detector[];
  readonly minScore: number;
  readonly limits: GuardLimits;
  readonly fingerprintKey: KeyObject;
}

/** A person looks at an instance with more: to judge the first of them only would let the others in unseen. */
const maxSightings = 20_000;

/** All that the detectors see; where two see the same characters, the surer one counts. */
export function observeTexts(look: Look): readonly Observation[] {
  const { haystack, fingerprintKey } = look;
  if (haystack.segments.length === 0) return [];
  const sightings = withoutOverlaps(sightingsIn(look));
  return sightings.map((sighting) => observationOf(sighting, haystack, fingerprintKey));
}

interface Sighting extends Hit {
  readonly detector: Detector;
}

/** The clock is looked at between detectors: each one's time is bounded by the length of the text. */
function sightingsIn({ haystack, patient, detectors, minScore, limits }: Look): readonly Sighting[] {
  const startedAt = performance.now();
  const sightings: Sighting[] = [];
  for (const detector of detectors) {
    for (const hit of detector.find(haystack, patient)) {
      if (hit.score >= minScore) sightings.push({ ...hit, detector });
      if (sightings.length > maxSightings) throw new InspectionExceeded('more finds than are judged');
    }
    if (performance.now() - startedAt > limits.maxMilliseconds) throw new InspectionExceeded('more time than is given');
  }
  return sightings;
}

/**
 * That it is the patient's own is another thing than what kind of number it is, and a key is one whatever else it looks
 * like: neither hides others, and neither is hidden.
 */
function withoutOverlaps(sightings: readonly Sighting[]): readonly Sighting[] {
  const kinds = Map.groupBy(sightings, ({ detector: { group } }) =>
    group === 'echo' || group === 'credential' ? group : 'other',
  );
  return [...kinds.values()].flatMap(surestOf).sort((one, other) => one.start - other.start);
}

function surestOf(sightings: readonly Sighting[]): readonly Sighting[] {
  const surestFirst = sightings.toSorted(
    (one, other) => other.score - one.score || lengthOf(other) - lengthOf(one) || one.start - other.start,
  );
  const taken = new TakenRanges();
  return surestFirst.filter((sighting) => taken.takes(sighting));
}

const lengthOf = ({ start, end }: Hit): number => end - start;

/** Ranges that do not overlap, in buckets, so that asking stays cheap however many there are. */
class TakenRanges {
  readonly #buckets = new Map<number, Hit[]>();

  takes(hit: Hit): boolean {
    const buckets = bucketsOf(hit);
    const isFree = buckets.every((bucket) =>
      (this.#buckets.get(bucket) ?? []).every(({ start, end }) => end <= hit.start || start >= hit.end),
    );
    if (!isFree) return false;
    for (const bucket of buckets) this.#buckets.set(bucket, [...(this.#buckets.get(bucket) ?? []), hit]);
    return true;
  }
}

const bucketWidth = 256;

function bucketsOf({ start, end }: Hit): number[] {
  const first = Math.floor(start / bucketWidth);
  const last = Math.floor(Math.max(end - 1, start) / bucketWidth);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function observationOf({ detector, start, end, score }: Sighting, haystack: Haystack, key: KeyObject): Observation {
  const segment = segmentAt(haystack, start);
  const value = haystack.text.slice(start, end);
  const offset = start - segment.start;
  const length = end - start;
  return {
    detector: detector.id,
    place: segment.source.place,
    offset,
    length,
    score,
    fingerprint: fingerprintOf(detector.id, value, key),
    shape: shapeOf(value),
    ...blankableOf(segment.source, { offset, length }),
  };
}

/** Separators and case do not make another value: `123-45-6789` and `123 45 6789` have one fingerprint. */
export function fingerprintOf(detector: string, value: string, key: KeyObject): string {
  const plain = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.,^_/-]+/g, '');
  return createHmac('sha256', key).update(`${detector}\0${plain}`).digest('hex');
}

const maxShapeLength = 32;

/** Enough for a reviewer to tell a telephone number from a name, and nobody to tell whose. */
export function shapeOf(value: string): string {
  return value
    .slice(0, maxShapeLength)
    .replace(/\p{Nd}/gu, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === 'A' ? letter : 'a'));
}

/** What stands for a number of bytes that are known; a UID cannot be blanked without becoming another. */
function blankableOf(
  { place, isByteForByte }: InspectedText,
  within: { readonly offset: number; readonly length: number },
): Pick<Observation, 'blankable'> {
  if (place.bytes === undefined || place.carrier === 'uid') return {};
  if (!isByteForByte) return { blankable: { offset: place.bytes.offset, length: place.bytes.length } };
  return { blankable: { offset: place.bytes.offset + within.offset, length: within.length } };
}
