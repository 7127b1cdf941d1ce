import type { Observation } from '../observation.ts';
import { tagPathMatcher } from '../tag-path.ts';
import type { Subject } from './policy.ts';
import type { RuleConditions } from './policy-document.ts';

/** An observation with what several rules ask of it, worked out once. */
export interface Seen {
  readonly observation: Observation;
  readonly subject: Subject;
  /** Without item numbers. */
  readonly path: string;
  readonly isPrivate: boolean;
}

export type Condition = (seen: Seen) => boolean;

/** All that is asked of place and instance; which detectors a rule is about is settled before, once a detector. */
export function compileConditions(when: Omit<RuleConditions, 'detector' | 'group'>): Condition {
  const conditions = [...conditionsOfPlace(when), ...conditionsOfSubject(when)];
  return (seen) => conditions.every((holds) => holds(seen));
}

function conditionsOfPlace(when: Omit<RuleConditions, 'detector' | 'group'>): Condition[] {
  const { path, exceptPath, carrier, vr, privateCreator, minScore } = when;
  return [
    ...(path === undefined ? [] : [onPath(path)]),
    ...(exceptPath === undefined ? [] : [not(onPath(exceptPath))]),
    ...(when.private === undefined ? [] : [({ isPrivate }: Seen) => isPrivate === when.private]),
    ...anyOf(carrier, ({ observation }) => observation.place.carrier),
    ...anyOf(vr, ({ observation }) => observation.place.vr),
    ...anyOf(privateCreator, ({ observation }) => observation.place.privateCreator),
    ...(minScore === undefined ? [] : [({ observation }: Seen) => observation.score >= minScore]),
  ];
}

function conditionsOfSubject({ sopClass, modality, identityRemoved }: RuleConditions): Condition[] {
  return [
    ...anyOf(sopClass, ({ subject }) => subject.sopClassUid),
    ...anyOf(modality, ({ subject }) => subject.modality),
    ...(identityRemoved === undefined ? [] : [({ subject }: Seen) => subject.isIdentityRemoved === identityRemoved]),
  ];
}

function onPath(patterns: readonly string[]): Condition {
  const matches = tagPathMatcher(patterns);
  return ({ path }) => matches(path);
}

const not =
  (condition: Condition): Condition =>
  (seen) =>
    !condition(seen);

function anyOf(members: readonly string[] | undefined, read: (seen: Seen) => string | undefined): Condition[] {
  if (members === undefined) return [];
  const known = new Set(members);
  return [(seen) => known.has(read(seen) ?? '')];
}
