import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './private-file.ts';
import { findPrivateJson } from './private-json.ts';

const signingKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
  kid: z.string(),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

const keyFile = z.object({ signing: signingKey, cookies: z.array(z.string().min(32)).min(1) });

/** `signing` signs tokens, `cookies` the sign-in page's cookies; both outlive a restart. */
export type IdentityKeys = z.infer<typeof keyFile>;

/** A restart must not turn away tokens that were given out before it, so the keys are made once and kept. */
export async function loadOrMakeKeys(folder: string): Promise<IdentityKeys> {
  const path = join(folder, 'keys.json');
  const kept = await findPrivateJson(path, keyFile);
  if (kept !== undefined) return kept;
  const made = makeKeys();
  await writePrivateFile(path, JSON.stringify(made));
  return made;
}

/** What may be shown: the members of the key that are not secret (RFC 7518 6.2.1). */
export function publicJwks({ signing }: IdentityKeys) {
  const { d: _secret, ...publicPart } = signing;
  return { keys: [publicPart] };
}

function makeKeys(): IdentityKeys {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const signing = signingKey.parse({ ...jwk, alg: 'ES256', use: 'sig', kid: randomUUID() });
  return { signing, cookies: [randomBytes(32).toString('base64url')] };
}
