import { createSecretKey, randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditKey } from '../../audit/hash-chain.ts';
import { syncFolder } from './audit-files.ts';

const keyBytes = 32;

/** The trail's secret: 64 hex digits in a file that only its owner can read. `undefined` where there is none. */
export async function findAuditKey(path: string): Promise<AuditKey | undefined> {
  const text = await readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  await assertPrivate(path);
  if (!/^[0-9a-f]{64}\n?$/.test(text)) throw new Error(`${path} is not an audit key (64 hex digits)`);
  return createSecretKey(text.trim(), 'hex');
}

/** Made once, for a trail that has no record yet; never replaced, because old records would look forged. */
export async function makeAuditKey(path: string): Promise<AuditKey> {
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

async function assertPrivate(path: string): Promise<void> {
  const { mode } = await stat(path);
  const isShared = process.platform !== 'win32' && (mode & 0o077) !== 0;
  if (isShared) throw new Error(`others can read the audit key; run: chmod 600 ${path}`);
}
