import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwkValidationError, JwtBaseError } from 'aws-jwt-verify/error';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { ZodError } from 'zod';
import { GatewayError } from '../errors.ts';
import { type AccessClaims, callerOfClaims, parseAccessClaims } from './access-claims.ts';
import { tokenInvalid } from './bearer-token.ts';
import type { Caller } from './caller.ts';
import { createTokenCache } from './token-cache.ts';

const maxTokenCharacters = 8192;
const maxRememberedTokens = 10_000;
const clockSkewSeconds = 60;

export interface TokenVerifierOptions {
  readonly issuer: string;
  /** The gateway's own resource indicator: a token that names an audience must name this one (Cognito's name none). */
  readonly audience: string;
  /** The OAuth clients whose tokens are welcome; empty: every client of the issuer. */
  readonly clientIds: readonly string[];
  /** Given where the issuer lives in this process; then nothing is ever fetched. */
  readonly jwks?: Jwks;
  /** Where the keys are fetched otherwise, over HTTPS; default: `<issuer>/.well-known/jwks.json`, as Cognito has it. */
  readonly jwksUri?: string;
}

/** One verifier for Cognito's tokens and the embedded provider's: RFC 9068 access tokens, judged alike. */
export function createTokenVerifier(options: TokenVerifierOptions): (token: string) => Promise<Caller> {
  const readPayload = payloadReader(options);
  const cache = createTokenCache(maxRememberedTokens);
  return async (token) => {
    if (token.length > maxTokenCharacters) throw tokenInvalid();
    const known = cache.find(token, nowSeconds());
    if (known !== undefined) return known;
    const claims = await claimsOf(token, readPayload, options);
    const caller = callerOfClaims(claims);
    cache.keep(token, caller, claims.exp);
    return caller;
  };
}

type PayloadReader = (token: string) => Promise<unknown>;

/** Signature, algorithm by key, issuer, `exp` and `nbf` are the library's part. */
function payloadReader({ issuer, jwks, jwksUri }: TokenVerifierOptions): PayloadReader {
  const verifier = JwtVerifier.create({
    issuer,
    audience: null,
    graceSeconds: clockSkewSeconds,
    customJwtCheck: ({ header, jwk }) => assertHeaderFits(header, jwk),
    ...(jwksUri === undefined ? {} : { jwksUri }),
  });
  if (jwks === undefined) return (token) => verifier.verify(token);
  verifier.cacheJwks(jwks);
  return async (token) => verifier.verifySync(token);
}

/** RFC 8725 3.1: the key says the algorithm, not the token; RFC 7515 4.1.11: an extension we do not know refuses. */
function assertHeaderFits(header: object, jwk: { readonly alg?: string }): void {
  if (jwk.alg === undefined || 'crit' in header) throw tokenInvalid();
}

async function claimsOf(token: string, read: PayloadReader, options: TokenVerifierOptions): Promise<AccessClaims> {
  try {
    const claims = parseAccessClaims(await read(token));
    if (!isMeantForUs(claims, options)) throw tokenInvalid();
    return claims;
  } catch (error) {
    throw failureOf(error);
  }
}

function isMeantForUs(claims: AccessClaims, { audience, clientIds }: TokenVerifierOptions): boolean {
  if (claims.iat > nowSeconds() + clockSkewSeconds) return false;
  if (claims.aud !== undefined && ![claims.aud].flat().includes(audience)) return false;
  return clientIds.length === 0 || clientIds.includes(claims.client_id);
}

/** The issuer's fault, the token's, or ours: only the second is an invalid token, or an outage would sign everybody out. */
function failureOf(error: unknown): unknown {
  const issuersFaults = [FetchError, JwksValidationError, JwkValidationError];
  if (issuersFaults.some((kind) => error instanceof kind)) return issuerUnavailable(error);
  return error instanceof JwtBaseError || error instanceof ZodError ? tokenInvalid(error) : error;
}

function issuerUnavailable(cause: unknown): GatewayError {
  return new GatewayError('issuer-unavailable', "The sign-in service's keys cannot be read; try again in a minute.", {
    cause,
    headers: { 'Retry-After': '60' },
  });
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
