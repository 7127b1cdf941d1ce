import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './audit-files.ts';

const keyBytes = 32;

/** A secret of this machine (`name` is what people know it by): 64 hex digits in a file that only its owner can read. */
export async function findSecretKey(path: string, name: string): Promise<KeyObject | undefined> {
  const text = await readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  await assertPrivate(path, name);
  if (!/^[0-9a-f]{64}\n?$/.test(text)) throw new Error(`${path} is no ${name} (64 hex digits)`);
  return createSecretKey(text.trim(), 'hex');
}

/** Made once and never replaced: what was sealed or named with it would be forged or unknown under another. */
export async function makeSecretKey(path: string): Promise<KeyObject> {
  const key = randomBytes(keyBytes);
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(`${key.toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
  return createSecretKey(key);
}

async function assertPrivate(path: string, name: string): Promise<void> {
  const { mode } = await stat(path);
  const isShared = process.platform !== 'win32' && (mode & 0o077) !== 0;
  if (isShared) throw new Error(`others can read the ${name}; run: chmod 600 ${path}`);
}
