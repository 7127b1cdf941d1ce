import { z } from 'zod';

const lifetime = z.coerce.number().int().min(300).max(3600).default(900);

/** ACCESS_TOKEN_LIFETIME_SECONDS: a token cannot be called back, so it never lives longer than an hour. */
export function parseAccessTokenLifetimeSeconds(text: string | undefined): number {
  const parsed = lifetime.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Error('settings: ACCESS_TOKEN_LIFETIME_SECONDS must be a whole number from 300 to 3600');
}
