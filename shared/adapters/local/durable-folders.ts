import { closeSync, constants, openSync } from 'node:fs';
import { lstat, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasErrorCode } from './archive-failure.ts';
import { flushFile } from './descriptors.ts';

const maxRemembered = 10_000;
const foldersCannotBeSynced = process.platform === 'win32';

interface Round {
  running: Promise<void>;
  next?: Promise<void>;
}

/**
 * A new name in a folder survives a power cut only after the folder itself was fsynced. Callers that wait for the
 * same folder at the same time share one fsync (group commit); decision 0010 has the figures.
 */
export class DurableFolders {
  readonly #rounds = new Map<string, Round>();
  readonly #known = new Set<string>();

  /** Makes one folder; its name is durable only after `settleFolder`. A symbolic link in its place is refused. */
  async make(folder: string): Promise<void> {
    if (this.#known.has(folder)) return;
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if (!hasErrorCode(error, 'EEXIST')) throw error;
      if (!(await lstat(folder)).isDirectory()) throw new Error('the gateway found something else than a folder');
    }
  }

  /** Whoever made the folder, and were it a process that crashed: after this its name is on stable storage. */
  async settleFolder(folder: string): Promise<void> {
    if (this.#known.has(folder)) return;
    await this.sync(dirname(folder));
    if (this.#known.size >= maxRemembered) this.#known.clear();
    this.#known.add(folder);
  }

  /** Whatever changed in the folder before this call is on stable storage after it. */
  sync(folder: string): Promise<void> {
    const round = this.#rounds.get(folder);
    if (round === undefined) return this.#start(folder);
    // The fsync under way may have begun before the caller's change, so the caller belongs to the one after it.
    round.next ??= round.running.then(
      () => this.#start(folder),
      () => this.#start(folder),
    );
    return round.next;
  }

  #start(folder: string): Promise<void> {
    const running = syncFolder(folder).finally(() => {
      if (this.#rounds.get(folder)?.next === undefined) this.#rounds.delete(folder);
    });
    this.#rounds.set(folder, { running });
    return running;
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (foldersCannotBeSynced) return;
  // A folder that was just written to is in the cache, so that only the flush has to wait for the disk.
  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await flushFile(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
