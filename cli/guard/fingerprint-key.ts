import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { findSecretKey } from '../../shared/adapters/local/secret-key-file.ts';
import { CommandFailure, systemReason } from '../command-failure.ts';

/** Without a file, a key of this run alone: its fingerprints tell equal values from others, and mean nothing elsewhere. */
export async function fingerprintKey(path: string | undefined): Promise<KeyObject> {
  if (path === undefined) return createSecretKey(randomBytes(32));
  const key = await findSecretKey(path, 'fingerprint key').catch((error) => {
    throw new CommandFailure(error.code === undefined ? error.message : `${path}: ${systemReason(error)}`);
  });
  if (key === undefined) throw new CommandFailure(`${path}: there is no such file or folder`);
  return key;
}

export const fingerprintHelp = `  --fingerprint-key FILE  the key of an installation (DATA/guard-key): then fingerprints are those
                          that its findings have, and exceptions of its policy can name them.
                          Default: a random key of this run, whose fingerprints no policy can use
`;
