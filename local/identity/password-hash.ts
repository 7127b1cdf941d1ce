import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

/** OWASP's 16 MiB choice: slow for a guesser, and one sign-in at a time does not move the gateway's memory. */
const cost = { N: 2 ** 14, r: 8, p: 5 };
const keyBytes = 32;
const saltBytes = 16;

/** `scrypt$<salt>$<key>`, base64url: what is kept instead of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const key = await derive(password.normalize('NFKC'), salt, keyBytes, cost);
  return `scrypt$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Takes as long for a hash that nobody has as for a real one, so a missing name cannot be told by the clock. */
export async function passwordMatches(password: string, hash: string = nobodysHash): Promise<boolean> {
  const [, salt = '', expected = ''] = hash.split('$');
  const key = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), keyBytes, cost);
  return timingSafeEqual(key, Buffer.from(expected, 'base64url'));
}

const nobodysHash = `scrypt$${randomBytes(saltBytes).toString('base64url')}$${randomBytes(keyBytes).toString('base64url')}`;
