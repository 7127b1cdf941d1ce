import type { Uid } from './uid.ts';

/** The three UIDs that name one instance (PS3.3 C.7, PS3.18 10.1.1). */
export interface InstanceKey {
  readonly studyUid: Uid;
  readonly seriesUid: Uid;
  readonly sopInstanceUid: Uid;
}
