import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Two writers would fork the chain. Held until closed. */
export interface AuditWriterLock {
  close(): void;
}

/**
 * SQLite's file lock is the operating system's own: it goes with the process however that ends, so there is no stale
 * lock to judge and no process number to mistake. The file stays empty.
 */
export function lockForWriting(path: string): AuditWriterLock {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    throw new Error('another process writes this audit trail; stop it, or give this one a data folder of its own', {
      cause: error,
    });
  }
}
