import type { AttributePath } from '../dicom/attribute-path.ts';
import type { SearchLevel } from '../ports/search-query.ts';
import type { Matching } from './attributes.ts';

/** An attribute beyond the standard's that a site wants to match on; the index keeps its values (docs/storage-layout.md). */
export interface SearchKey {
  /** The declaration in its one canonical form: what the index and queries call the key. */
  readonly name: string;
  /** Whose row holds the value. */
  readonly level: SearchLevel;
  readonly path: AttributePath;
  readonly vr: string;
}

/** How values of a VR are asked for (PS3.4 C.2.2.2); undefined for what no query can hold. */
export function matchingOfVr(vr: string): Exclude<Matching, 'none' | 'modalities'> | undefined {
  return matchingByVr.get(vr);
}

const matchingByVr: ReadonlyMap<string, Exclude<Matching, 'none' | 'modalities'>> = new Map([
  ...['AE', 'AS', 'AT', 'CS', 'LO', 'LT', 'SH', 'ST', 'UC', 'UR', 'UT'].map((vr) => [vr, 'text'] as const),
  ...['DS', 'FD', 'FL', 'IS', 'SL', 'SS', 'SV', 'UL', 'US', 'UV'].map((vr) => [vr, 'number'] as const),
  ['DA', 'date'],
  ['DT', 'date-time'],
  ['PN', 'name'],
  ['TM', 'time'],
  ['UI', 'uid'],
]);
