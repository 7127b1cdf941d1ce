import type { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { GatewayError } from '../shared/errors.ts';
import { type Log, stackOf } from '../shared/log.ts';
import { type Accounts, findAccounts } from './identity/accounts.ts';
import { clientSecretMatches } from './identity/client-secret.ts';
import { type FirstStartSecrets, makeFirstAccounts } from './identity/first-start.ts';
import { contentSecurityPolicy, messageHtml, sendHtml } from './identity/page.ts';
import { createPasswordGate } from './identity/password-gate.ts';
import { providerConfiguration, sessionCookie } from './identity/provider-configuration.ts';
import { signIn } from './identity/sign-in.ts';
import { auditTokens, type RecordAudit } from './identity/sign-in-audit.ts';
import { createSignInThrottle } from './identity/sign-in-throttle.ts';
import { type IdentityKeys, loadOrMakeKeys, publicJwks } from './identity/signing-keys.ts';
import { openTokenStore, type TokenStore } from './identity/token-store.ts';

export interface IdentityProviderOptions {
  /** `<publicBaseUrl>/oidc`. */
  readonly issuer: string;
  /** What access tokens are for, their `aud`: the gateway's public base URL. */
  readonly resource: string;
  /** Keys, accounts and refresh tokens live here, readable by the owner only. */
  readonly dataFolder: string;
  readonly accessTokenLifetimeSeconds: number;
  /** Origins whose pages may call the token endpoint. */
  readonly allowedOrigins: readonly string[];
  /** Sign-ins and their failures; a token leaves only after this resolved. */
  readonly audit: RecordAudit;
  readonly log: Log;
}

export interface IdentityProvider {
  /** Answers everything under `/oidc/`. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  /** The public keys, for the verifier in this process. */
  readonly jwks: ReturnType<typeof publicJwks>;
  /** Present once, at the very first start. */
  readonly firstStartSecrets?: FirstStartSecrets;
  close(): void;
}

/** Single sign-on for a gateway on one machine: OpenID Connect with code + PKCE, refresh and client credentials. */
export async function createIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const folder = join(options.dataFolder, 'identity');
  const keys = await loadOrMakeKeys(folder);
  const { accounts, secrets } = await loadOrMakeAccounts(options.dataFolder, folder);
  const stores = {
    volatileStore: openTokenStore(':memory:'),
    durableStore: openTokenStore(join(folder, 'tokens.sqlite')),
  };
  const provider = buildProvider(options, { accounts, keys, ...stores });
  const judge = createPasswordGate(accounts.users, createSignInThrottle());
  const parts = { provider, issuer: options.issuer, audit: options.audit, judge };
  const answerOidc = provider.callback();
  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    endWhenSlow(req, res);
    const uid = enter(options.issuer, req, res);
    await (uid === undefined ? answerOidc(req, res) : signIn(parts, req, res, uid));
  };
  return {
    handle: (req, res) => void answer(req, res).catch((error) => fail(options.log, res, error)),
    jwks: publicJwks(keys),
    ...(secrets === undefined ? {} : { firstStartSecrets: secrets }),
    close: () => {
      stores.volatileStore.close();
      stores.durableStore.close();
    },
  };
}

async function loadOrMakeAccounts(
  dataFolder: string,
  folder: string,
): Promise<{ readonly accounts: Accounts; readonly secrets?: FirstStartSecrets }> {
  const accounts = await findAccounts(folder);
  if (accounts !== undefined) return { accounts };
  return makeFirstAccounts(folder, join(dataFolder, 'first-start-credentials.txt'));
}

interface Kept {
  readonly accounts: Accounts;
  readonly keys: IdentityKeys;
  readonly volatileStore: TokenStore;
  readonly durableStore: TokenStore;
}

function buildProvider(options: IdentityProviderOptions, kept: Kept): Provider {
  const provider = new Provider(options.issuer, providerConfiguration({ ...options, ...kept }));
  provider.proxy = true;
  provider.Client.prototype.compareClientSecret = function compareClientSecret(actual) {
    return clientSecretMatches(actual, this.clientSecret ?? '');
  };
  auditTokens(provider, options.audit);
  const report = (error: unknown) => options.log.error('identity-failure', { stack: stackOf(error) });
  provider.on('server_error', (_ctx, error) => report(error));
  (provider as EventEmitter).on('error', report);
  return provider;
}

const maxRequestMs = 30_000;

/** The forms here are small: whoever sends one drop by drop only wants to hold the connection. */
function endWhenSlow(req: IncomingMessage, res: ServerResponse): void {
  const timer = setTimeout(() => req.destroy(), maxRequestMs);
  res.once('close', () => clearTimeout(timer));
}

const mountPath = '/oidc';

/**
 * Addresses in answers come from the issuer that was set, never from what a request says of itself (Host, X-Forwarded-*).
 * Gives the sign-in's uid where the sign-in page is meant.
 */
function enter(issuer: string, req: IncomingMessage, res: ServerResponse): string | undefined {
  const { protocol, host, pathname } = new URL(issuer);
  req.headers['x-forwarded-proto'] = protocol.slice(0, -1);
  req.headers['x-forwarded-host'] = host;
  req.headers.cookie = withoutSession(req.headers.cookie ?? '');
  req.url = (req.url ?? '').slice(mountPath.length) || '/';
  Object.assign(req, { baseUrl: pathname });
  res.setHeader('Content-Security-Policy', contentSecurityPolicy());
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'no-referrer');
  return /^\/sign-in\/([\w-]{1,64})$/.exec(req.url)?.[1];
}

/**
 * RFC 8252 8.6: any program on the machine can say that it is our client, so none gets a token by an earlier sign-in:
 * the person types the password each time, and there is nothing to sign out of.
 */
function withoutSession(cookies: string): string {
  return cookies
    .split('; ')
    .filter((cookie) => !cookie.startsWith(sessionCookie))
    .join('; ');
}

function fail(log: Log, res: ServerResponse, error: unknown): void {
  log.error('identity-failure', { stack: stackOf(error) });
  if (res.headersSent) res.destroy();
  else if (error instanceof GatewayError) sendHtml(res, error.status, messageHtml('Not now', error.message));
  else sendHtml(res, 500, messageHtml('Something went wrong here', 'It was not your doing. Try again in a minute.'));
}
