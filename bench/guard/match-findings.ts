import type { Finding } from '../../shared/guard/finding.ts';
import { attributePath } from '../../shared/guard/tag-path.ts';
import type { Plant } from '../../test/makers/guard-corpus/lay-plant.ts';

/** How one identifier of the answer key fared. */
export interface PlantResult {
  readonly plant: Plant;
  /** A detector that is right to name it did. */
  readonly isFound: boolean;
  /** Nobody who is right did, and others saw something there. */
  readonly otherNames: readonly string[];
}

/** `true`: names an identifier of the answer key rightly; `other name`: sees one and calls it something else. */
export type FindingResult = 'true' | 'other name' | 'false';

export interface Matched {
  readonly plants: readonly PlantResult[];
  readonly findings: readonly { readonly finding: Finding; readonly result: FindingResult }[];
}

/** Findings of checks are of the instance and not of a text; they are not for this function. */
export function matchFindings(plants: readonly Plant[], findings: readonly Finding[]): Matched {
  return {
    plants: plants.map((plant) => plantResult(plant, findings)),
    findings: findings.map((finding) => ({ finding, result: findingResult(finding, plants) })),
  };
}

function plantResult(plant: Plant, findings: readonly Finding[]): PlantResult {
  const there = findings.filter((finding) => isAt(finding, plant));
  const isFound = there.some(({ detector }) => plant.detectors.includes(detector));
  const others = there.filter((finding) => overlaps(finding, plant)).map(({ detector }) => detector);
  return { plant, isFound, otherNames: isFound ? [] : [...new Set(others)] };
}

/** Where the key knows no offset, the right name at the right place counts, and no other name can be told from noise. */
function findingResult(finding: Finding, plants: readonly Plant[]): FindingResult {
  const there = plants.filter((plant) => isAt(finding, plant));
  if (there.some(({ detectors }) => detectors.includes(finding.detector))) return 'true';
  return there.some((plant) => overlaps(finding, plant)) ? 'other name' : 'false';
}

function isAt(finding: Finding, plant: Plant): boolean {
  if (finding.carrier !== plant.carrier || !isSamePath(finding.path, plant.path)) return false;
  return plant.start === undefined || overlapsCharacters(finding, plant.start, plant.end ?? plant.start);
}

/** What lies in pixel data is told with its fragment, elsewhere with its item. */
const isSamePath = (one: string, other: string): boolean =>
  one === other || (one.startsWith('7FE00010') && attributePath(one) === attributePath(other));

const overlapsCharacters = ({ offset, length }: Finding, start: number, end: number): boolean =>
  offset < end && offset + length > start;

/** Bytes and documents tell no offset: there the shape of what was seen must be part of what was written. */
function overlaps(finding: Finding, { start, value }: Plant): boolean {
  if (start !== undefined) return true;
  const [seen, meant] = [plainShape(finding.shape), plainShape(shapeOf(value))];
  return seen.length > 0 && (meant.includes(seen) || seen.includes(meant));
}

const plainShape = (shape: string): string => shape.replace(/[^Aa9]/g, '');

const shapeOf = (value: string): string =>
  value
    .replace(/\p{Nd}/gu, '9')
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === 'A' ? letter : 'a'));
