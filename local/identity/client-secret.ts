import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits: not to be guessed, so one fast hash is enough at rest and a token request stays cheap. */
export function makeClientSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashClientSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Compares hashes in constant time; both sides have one length whatever was sent. */
export function clientSecretMatches(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashClientSecret(secret)), Buffer.from(hash));
}
