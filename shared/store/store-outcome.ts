import type { InstanceKey } from '../dicom/instance-key.ts';
import type { Uid } from '../dicom/uid.ts';
import type { Inspection } from '../guard/inspection.ts';
import type { FailureReason } from './failure-reasons.ts';

/** One refused instance does not fail its neighbours, so a refusal is a value, not an exception. */
export type StoreOutcome = StoredInstance | RefusedInstance;

export interface StoredInstance {
  readonly kind: 'stored';
  readonly named: NamedInstance;
  /** What the guard said of it as it came: `allow`, or a warning for the sender. */
  readonly inspection: Inspection;
  /** What is kept is not what came: identifiers were blanked in it. */
  readonly isRedacted: boolean;
}

export interface RefusedInstance {
  readonly kind: 'refused';
  readonly refusal: Refusal;
  /** Unknown where the instance could not be read as far as its UIDs. */
  readonly named?: NamedInstance;
  /** Where it was the guard that objected. */
  readonly inspection?: Inspection;
  /** Where the bytes are held for review: the quarantine's id. */
  readonly heldAs?: string;
}

/** The instance an outcome speaks of. */
export interface NamedInstance {
  readonly key: InstanceKey;
  readonly sopClassUid: Uid;
}

/** `comment` says which rule was broken, and never quotes the instance. */
export interface Refusal {
  readonly reason: FailureReason;
  readonly comment: string;
}
