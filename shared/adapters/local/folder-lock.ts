import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const sqliteBusy = 5;

/**
 * One process at a time may write a folder. SQLite's lock on an empty database is a lock of the operating system, so
 * that a killed process leaves nothing to clean up, which a file with a process number would.
 */
export class FolderLock {
  readonly #database: DatabaseSync;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, 'in-use.lock'));
    try {
      this.#database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      this.#database.close();
      if (!(error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy)) throw error;
      throw new Error('another process uses this archive folder; stop it first', { cause: error });
    }
  }

  release(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
