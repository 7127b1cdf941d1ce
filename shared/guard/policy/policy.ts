import type { Detector } from '../detector.ts';
import type { Observation } from '../observation.ts';
import type { Verdict } from '../verdict.ts';

/** A site's rules, checked and ready to be asked; made from a policy document by `loadPolicy`. */
export interface Policy {
  /** SHA-256 of the document in canonical JSON with its baseline, 64 hex digits: names this policy in every verdict. */
  readonly hash: string;
  readonly site: string;
  /** Those that the policy's packs leave on. */
  readonly detectors: readonly Detector[];
  /** Hits under it are no observations. A site that asks for more is obeyed by `judge`, so that the floor still sees them. */
  readonly minScore: number;
  readonly limits: GuardLimits;
  /** What whoever keeps the document should know, such as exceptions that have expired. */
  readonly warnings: readonly string[];
  /** What becomes of one observation; undefined where nothing is objected: a slot, an exception, no rule. */
  judge(observation: Observation, subject: Subject, now: Date): Judgement | undefined;
}

export interface GuardLimits {
  /** Of all texts of an instance together; what is beyond is not looked at, and that is an observation. */
  readonly maxTextCharacters: number;
  /** Of computing for one instance; beyond, it is quarantined. */
  readonly maxMilliseconds: number;
}

/** What rules may ask of the instance itself. */
export interface Subject {
  readonly sopClassUid: string;
  readonly modality: string;
  readonly isIdentityRemoved: boolean;
}

export interface Judgement {
  /** The rule's id. */
  readonly rule: string;
  readonly verdict: Verdict;
  readonly mode: 'observe' | 'enforce';
}
