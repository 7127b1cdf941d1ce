import type { Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { type Action, scopeOf } from './scopes.ts';

const witness: unique symbol = Symbol('authorized');

/** What an action is aimed at: one study, or (searches, uploads of mixed studies) no particular one. */
export interface Target {
  readonly studyUid?: Uid;
}

/**
 * Proof that `authorize` said yes. Archive and index functions demand one, and its key is private to this file, so
 * a door that forgot to ask does not compile.
 */
export interface Authorized<A extends Action> {
  readonly [witness]: true;
  readonly action: A;
  readonly caller: Caller;
  readonly target: Target;
}

/** The one place where a caller's wish becomes a permit. Deny is the default. */
export function authorize<A extends Action>(caller: Caller, action: A, target: Target = {}): Authorized<A> {
  if (!caller.actions.has(action)) throw refusal(action);
  return { [witness]: true, action, caller, target };
}

/** A permit for one study opens no other; archives and indexes call this before they touch anything. */
export function assertCovers(permit: Authorized<Action>, studyUid: Uid): void {
  if (permit.target.studyUid !== undefined && permit.target.studyUid !== studyUid) {
    throw new Error('a permit was used for another study than it was given for');
  }
}

function refusal(action: Action): GatewayError {
  if (action === 'archive.maintain') {
    return new GatewayError('scope-missing', 'Maintenance is done with a command on the machine, never over HTTP.');
  }
  const scope = scopeOf(action);
  return new GatewayError(
    'scope-missing',
    `This needs an access token with the scope ${scope}; ask for it and try again.`,
    {
      headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
    },
  );
}
