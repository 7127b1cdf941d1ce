import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const hashed = { RS256: 'sha256', ES256: 'sha256' } as const;

/** A key pair as an issuer has it, with the public half as it publishes it. */
export interface IssuerKey {
  readonly alg: 'RS256' | 'ES256';
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: { readonly kty: string; readonly alg: string; readonly use: string; readonly kid: string };
}

export function makeIssuerKey(alg: 'RS256' | 'ES256', kid: string): IssuerKey {
  const pair =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = {
    ...pair.publicKey.export({ format: 'jwk' }),
    kty: alg === 'RS256' ? 'RSA' : 'EC',
    alg,
    use: 'sig',
    kid,
  };
  return { alg, kid, ...pair, jwk };
}

/** Signed as it should be, whatever the header and the claims say. */
export function makeToken(key: IssuerKey, claims: object, header: object = {}): string {
  const input = `${base64url({ alg: key.alg, kid: key.kid, ...header })}.${base64url(claims)}`;
  const signature = sign(hashed[key.alg], Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** The classic confusion: the issuer's public key taken as an HMAC secret. */
export function makeHmacToken(key: IssuerKey, claims: object): string {
  const input = `${base64url({ alg: 'HS256', kid: key.kid })}.${base64url(claims)}`;
  const secret = key.publicKey.export({ format: 'pem', type: 'spki' });
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

export function makeUnsignedToken(key: IssuerKey, claims: object): string {
  return `${base64url({ alg: 'none', kid: key.kid })}.${base64url(claims)}.`;
}
