import type { ClientMetadata } from 'oidc-provider';
import { callerActions, type Scope, scopeOf } from '../../shared/access/scopes.ts';

/** Modality routers and scripts: no person, one secret. */
export const machineClientId = 'portcullis-machine';

/** Programs that a person signs in with, on their own machine: no secret, PKCE instead. */
export const personalClientId = 'portcullis-personal';

export const clientIds: readonly string[] = [machineClientId, personalClientId];

const scopesOf: Readonly<Record<string, readonly Scope[]>> = {
  [machineClientId]: [
    'study.search' as const,
    'study.read' as const,
    'study.thumbnail' as const,
    'study.write' as const,
  ].map(scopeOf),
  [personalClientId]: callerActions.map(scopeOf),
};

/** What a client may ask for at most; a person's groups narrow it further. */
export function scopesOfClient(clientId: string): readonly Scope[] {
  return scopesOf[clientId] ?? [];
}

/** RFC 8252 7.3: the loopback redirect of a program on the user's machine; its port is not compared. */
const loopbackRedirects = ['http://127.0.0.1/callback', 'http://[::1]/callback'];

/** Registered by us alone: there is no registration endpoint. */
export function clientMetadata(machineSecretHash: string): ClientMetadata[] {
  return [
    {
      client_id: machineClientId,
      client_secret: machineSecretHash,
      token_endpoint_auth_method: 'client_secret_basic',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
    {
      client_id: personalClientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: loopbackRedirects,
    },
  ];
}
