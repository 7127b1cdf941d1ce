import type { Place } from './inspected-text.ts';

/** Something was seen, and nobody has judged it yet: by a detector in a text, or by a check in the instance. */
export interface Observation {
  /** Id of the detector or check. */
  readonly detector: string;
  readonly place: Place;
  /** In characters of the text; 0 and 0 where the observation is of the instance and not of a text. */
  readonly offset: number;
  readonly length: number;
  /** 0 to 1. */
  readonly score: number;
  /** HMAC-SHA256 of what was seen under the site's key, 64 hex digits: tells equal values without telling the value. */
  readonly fingerprint: string;
  /** Its shape, letters as `a` or `A` and digits as `9`, at most 32 characters: `999-99-9999`. */
  readonly shape: string;
  /** Characters of the value that can be blanked in the file; undefined where they cannot. */
  readonly blankable?: { readonly offset: number; readonly length: number };
}
