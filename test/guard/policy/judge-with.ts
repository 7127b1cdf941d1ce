import type { Place } from '../../../shared/guard/inspected-text.ts';
import type { Observation } from '../../../shared/guard/observation.ts';
import { loadPolicy } from '../../../shared/guard/policy/load-policy.ts';
import type { Judgement, Policy, Subject } from '../../../shared/guard/policy/policy.ts';
import { apiVersion } from '../../../shared/guard/policy/policy-document.ts';
import { findTagHex } from '../../../shared/guard/tag-path.ts';
import { fakeDetectors } from './fake-detectors.ts';

export const today = new Date('2031-06-15T12:00:00Z');

/** A site's document as JSON, with what every document must have. */
export const siteDocument = (fields: object = {}): string =>
  JSON.stringify({ apiVersion, site: 'Test site', ...fields });

export const policyOf = (fields?: object): Policy =>
  loadPolicy(fields === undefined ? undefined : siteDocument(fields), { detectors: fakeDetectors, now: today });

export interface Sighting extends Partial<Omit<Observation, 'place'>>, Partial<Subject> {
  readonly detector: string;
  readonly place?: Partial<Place>;
}

/** `at` is a way of keywords or tags with item numbers, or `preamble` and `part-header`. */
export function judgeWith(policy: Policy, at: string, sighting: Sighting, now = today): Judgement | undefined {
  return policy.judge(observationAt(at, sighting), subjectOf(sighting), now);
}

export function observationAt(at: string, { detector, place = {}, ...rest }: Sighting): Observation {
  const path = at
    .split('.')
    .map((step) => findTagHex(step) ?? step)
    .join('.');
  return {
    detector,
    place: { carrier: 'text', path, vr: 'LO', keyword: '', ...place },
    offset: rest.offset ?? 0,
    length: rest.length ?? 9,
    score: rest.score ?? 1,
    fingerprint: rest.fingerprint ?? 'a'.repeat(64),
    shape: rest.shape ?? '999',
  };
}

const subjectOf = ({ sopClassUid, modality, isIdentityRemoved }: Partial<Subject>): Subject => ({
  sopClassUid: sopClassUid ?? '1.2.840.10008.5.1.4.1.1.2',
  modality: modality ?? 'CT',
  isIdentityRemoved: isIdentityRemoved ?? false,
});
