import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import { scopesOfGroups } from '../../shared/access/groups.ts';
import type { User } from './accounts.ts';
import { scopesOfClient } from './clients.ts';

type Oidc = KoaContextWithOIDC['oidc'];

/** What this client may have for this person: judged anew at every token, so a lost group counts at the next one. */
export function grantedScopes(clientId: string, user: User | undefined): readonly string[] {
  const ofClient = scopesOfClient(clientId);
  if (user === undefined) return ofClient;
  const ofPerson = scopesOfGroups(user.groups);
  return ofClient.filter((scope) => ofPerson.includes(scope));
}

/** A request that names no scope asks for all that its client may have (RFC 6749 3.3 lets us choose a default). */
export function askForAllByDefault(oidc: Oidc, clientId: string): void {
  const asks = oidc.route === 'authorization' || isClientCredentials(oidc);
  if (asks && oidc.params !== undefined) oidc.params.scope ??= scopesOfClient(clientId).join(' ');
}

/** RFC 6749 5.2: a machine that asks for more than it may have hears so at once, not at the door. */
export function refuseExcess(oidc: Oidc, clientId: string): void {
  if (!isClientCredentials(oidc)) return;
  const excess = String(oidc.params?.scope)
    .split(' ')
    .find((word) => !isScopeOfClient(clientId, word));
  if (excess !== undefined) throw new errors.InvalidScope('the client may not have this scope', excess);
}

function isScopeOfClient(clientId: string, word: string): boolean {
  return scopesOfClient(clientId).some((scope) => scope === word);
}

function isClientCredentials(oidc: Oidc): boolean {
  return oidc.route === 'token' && oidc.params?.grant_type === 'client_credentials';
}
