import { type Authorized, authorize } from '../../shared/access/authorize.ts';
import { type Caller, operator } from '../../shared/access/caller.ts';
import { type CallerAction, callerActions } from '../../shared/access/scopes.ts';
import type { Uid } from '../../shared/dicom/uid.ts';

/** A made-up client that may do everything a token can allow. */
export const mightyClient: Caller = {
  kind: 'client',
  subject: 'test-client',
  clientId: 'test-client',
  actions: new Set(callerActions),
  groups: [],
  tokenId: 'test-token',
  issuedAt: 0,
};

export const maintainPermit: Authorized<'archive.maintain'> = authorize(operator, 'archive.maintain');

export function permitFor<A extends CallerAction>(action: A, studyUid?: Uid): Authorized<A> {
  return authorize(mightyClient, action, studyUid === undefined ? {} : { studyUid });
}
