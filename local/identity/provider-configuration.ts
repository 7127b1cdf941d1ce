import { type Configuration, errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { Accounts, User } from './accounts.ts';
import { clientMetadata } from './clients.ts';
import { askForAllByDefault, grantedScopes, refuseExcess } from './granted-scopes.ts';
import { messageHtml } from './page.ts';
import type { IdentityKeys } from './signing-keys.ts';
import type { TokenStore } from './token-store.ts';

const signInSeconds = 10 * 60;
const workingDaySeconds = 12 * 60 * 60;

/** Set by the provider, but never read back: see `withoutSession`. */
export const sessionCookie = 'portcullis_session';

export interface ProviderParts {
  readonly issuer: string;
  /** The gateway's resource indicator: what tokens are for (RFC 8707), asked for or not. */
  readonly resource: string;
  readonly accounts: Accounts;
  readonly keys: IdentityKeys;
  readonly accessTokenLifetimeSeconds: number;
  readonly allowedOrigins: readonly string[];
  /** What a restart may forget (sessions, sign-ins under way, codes). */
  readonly volatileStore: TokenStore;
  /** What it must not: refresh tokens, used ones too, and what was granted with them. */
  readonly durableStore: TokenStore;
}

/** All that differs from oidc-provider's defaults, and they are many: everything that we do not need is off. */
export function providerConfiguration(parts: ProviderParts): Configuration {
  const path = new URL(parts.issuer).pathname;
  return {
    adapter: (kind) => (durableKinds.has(kind) ? parts.durableStore : parts.volatileStore).adapterFor(kind),
    clients: clientMetadata(parts.accounts.machineSecretHash),
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientAuthMethods: ['client_secret_basic', 'none'],
    clientBasedCORS: (_ctx, origin) => parts.allowedOrigins.includes(origin),
    cookies: cookieRules(path, parts.keys.cookies),
    jwks: { keys: [parts.keys.signing] },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid'],
    features: features(parts),
    findAccount: (_ctx, id) => accountOf(parts.accounts, id),
    loadExistingGrant: (ctx) => grantAsked(ctx, parts),
    interactions: { policy: passwordOnly(), url: (_ctx, { uid }) => `${path}/sign-in/${uid}` },
    extraTokenClaims: (_ctx, token) =>
      token.kind === 'AccessToken' ? personClaims(findUser(parts.accounts, token.accountId)) : { token_use: 'access' },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: () => true,
    expiresWithSession: () => false,
    ttl: lifetimes(parts.accessTokenLifetimeSeconds),
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = messageHtml('This sign-in cannot go on', adviceFor(out.error));
    },
  };
}

const durableKinds = new Set(['RefreshToken', 'Grant']);

function cookieRules(path: string, keys: string[]): NonNullable<Configuration['cookies']> {
  const rule = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    names: { session: sessionCookie, interaction: 'portcullis_sign_in', resume: 'portcullis_resume' },
    long: { ...rule, path },
    short: rule,
    keys,
  };
}

function features(parts: ProviderParts): NonNullable<Configuration['features']> {
  const off = { enabled: false };
  return {
    devInteractions: off,
    dPoP: off,
    pushedAuthorizationRequests: off,
    rpInitiatedLogout: off,
    userinfo: off,
    clientCredentials: { enabled: true },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => parts.resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource, client) => {
        if (resource !== parts.resource) throw new errors.InvalidTarget('the only resource here is the gateway itself');
        askForAllByDefault(ctx.oidc, client.clientId);
        refuseExcess(ctx.oidc, client.clientId);
        const user = findUser(parts.accounts, ctx.oidc.account?.accountId);
        return {
          scope: grantedScopes(client.clientId, user).join(' '),
          audience: parts.resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: parts.accessTokenLifetimeSeconds,
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
  };
}

function findUser({ users }: Accounts, id: string | undefined): User | undefined {
  return users.find((user) => user.id === id);
}

function accountOf(accounts: Accounts, id: string) {
  const user = findUser(accounts, id);
  return user === undefined ? undefined : { accountId: user.id, claims: () => ({ sub: user.id }) };
}

/** Our own clients need no consent; each sign-in grants what was asked for, as far as the person may have it. */
async function grantAsked({ oidc }: KoaContextWithOIDC, { accounts, resource }: ProviderParts) {
  const { client, account, provider } = oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid');
  grant.addResourceScope(resource, grantedScopes(client.clientId, findUser(accounts, account.accountId)).join(' '));
  await grant.save();
  return grant;
}

function passwordOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** The claims that Cognito's access tokens have; the subject stands in for a user name, which is nobody's business. */
function personClaims(user: User | undefined) {
  return { token_use: 'access', username: user?.id, 'cognito:groups': user?.groups ?? [] };
}

function lifetimes(accessTokenLifetimeSeconds: number): NonNullable<Configuration['ttl']> {
  return {
    AccessToken: accessTokenLifetimeSeconds,
    ClientCredentials: accessTokenLifetimeSeconds,
    IdToken: accessTokenLifetimeSeconds,
    AuthorizationCode: 60,
    Interaction: signInSeconds,
    Session: signInSeconds,
    Grant: workingDaySeconds,
    RefreshToken: (ctx) => ctx.oidc?.entities.RotatedRefreshToken?.remainingTTL ?? workingDaySeconds,
  };
}

function adviceFor(error: string): string {
  return `Go back to the program that sent you here and begin again. For whoever wrote it, the reason: ${error}.`;
}
