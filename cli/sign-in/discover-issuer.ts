import { z } from 'zod';
import { CommandFailure } from '../command-failure.ts';
import { guardedUrl } from '../http/gateway-url.ts';
import { requestJson } from '../http/request-json.ts';

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string().optional(),
});

export interface Issuer {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly revocationEndpoint?: string;
}

/** OpenID Connect Discovery 4.3: whoever answers has to say that it is the one that was asked. */
export async function discoverIssuer(url: string): Promise<Issuer> {
  const issuer = guardedUrl(url).replace(/\/+$/, '');
  const { body } = await requestJson(`${issuer}/.well-known/openid-configuration`);
  const parsed = metadata.safeParse(body);
  if (!parsed.success) throw new CommandFailure(`there is no OpenID Connect issuer at ${issuer}`);
  if (parsed.data.issuer.replace(/\/+$/, '') !== issuer) {
    throw new CommandFailure(`${issuer} says that it is another issuer: ${parsed.data.issuer}`);
  }
  const { authorization_endpoint, token_endpoint, revocation_endpoint } = parsed.data;
  return {
    issuer: parsed.data.issuer,
    authorizationEndpoint: guardedUrl(authorization_endpoint),
    tokenEndpoint: guardedUrl(token_endpoint),
    ...(revocation_endpoint === undefined ? {} : { revocationEndpoint: guardedUrl(revocation_endpoint) }),
  };
}
