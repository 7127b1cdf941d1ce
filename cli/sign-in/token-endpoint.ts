import { z } from 'zod';
import { CommandFailure } from '../command-failure.ts';
import { guardedUrl } from '../http/gateway-url.ts';
import { requestJson } from '../http/request-json.ts';

const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
});

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const oauthError = z.object({ error: z.string() });

/** RFC 6749 3.2: a code or a refresh token for tokens. */
export async function askForTokens(endpoint: string, form: Readonly<Record<string, string>>): Promise<Tokens> {
  const askedAt = Date.now();
  const { body } = await requestJson(guardedUrl(endpoint), { method: 'POST', body: new URLSearchParams(form) });
  const parsed = tokens.safeParse(body);
  if (!parsed.success) throw new CommandFailure(`the sign-in was refused (${reasonIn(body)}); run: portcullis sign-in`);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifetimeSeconds } = parsed.data;
  const expiresAt = askedAt + lifetimeSeconds * 1_000;
  return { accessToken, expiresAt, ...(refreshToken === undefined ? {} : { refreshToken }) };
}

const reasonIn = (body: unknown): string => oauthError.safeParse(body).data?.error ?? 'without a reason';
