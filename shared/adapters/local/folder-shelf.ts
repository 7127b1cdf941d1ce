import { randomUUID } from 'node:crypto';
import { link, readdir, rm, writeFile } from 'node:fs/promises';
import type { Drawer, RecordShelf, ShelvedRecord } from '../quarantine/record-shelf.ts';
import { hasErrorCode, speakingOfTheQuarantine } from './archive-failure.ts';
import type { DurableFolders } from './durable-folders.ts';
import { type QuarantineLayout, recordNameOf } from './quarantine-layout.ts';
import { readFileRange } from './read-file-range.ts';

/** Records as files. Those of entries appear with their bytes (`FolderQuarantine.hold`), all others are linked here. */
export class FolderShelf implements RecordShelf {
  readonly #layout: QuarantineLayout;
  readonly #folders: DurableFolders;

  constructor(layout: QuarantineLayout, folders: DurableFolders) {
    this.#layout = layout;
    this.#folders = folders;
  }

  async list(drawer: Drawer): Promise<readonly string[]> {
    const found = await ifThere(() => readdir(this.#layout.drawer(drawer), { withFileTypes: true }));
    if (drawer === 'entries') return (found ?? []).filter((one) => one.isDirectory()).map(({ name }) => name);
    const names = (found ?? []).map((one) => (one.isFile() ? recordNameOf(one.name) : undefined));
    return names.filter((name) => name !== undefined);
  }

  async read(drawer: Drawer, name: string): Promise<ShelvedRecord | undefined> {
    const path = this.#layout.record(drawer, name);
    const stored = await ifThere(() => readFileRange(path, undefined, speakingOfTheQuarantine));
    if (stored === undefined) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of stored.bytes) chunks.push(chunk);
    return { json: Buffer.concat(chunks).toString() };
  }

  create(drawer: Drawer, name: string, json: string): Promise<boolean> {
    return speakingOfTheQuarantine(async () => {
      const folder = this.#layout.drawer(drawer);
      await this.#folders.make(folder);
      const isNew = await this.#linkOnce(this.#layout.record(drawer, name), json);
      // Also for the one who came second: the first may not have come to its own fsync yet.
      await Promise.all([this.#folders.settleFolder(folder), this.#folders.sync(folder)]);
      return isNew;
    });
  }

  /** Whole and flushed before it has its name, and link(2) fails where the name exists. */
  async #linkOnce(path: string, json: string): Promise<boolean> {
    const draft = this.#layout.draft(randomUUID());
    try {
      await writeFile(draft, json, { flag: 'wx', mode: 0o600, flush: true });
      await link(draft, path);
      return true;
    } catch (error) {
      if (hasErrorCode(error, 'EEXIST')) return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }
}

/** Nothing lies there, or nothing of ours: a folder, or a link, which is not followed (ELOOP). */
const codesOfNothing = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP'];

async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await speakingOfTheQuarantine(read);
  } catch (error) {
    if (codesOfNothing.some((code) => hasErrorCode(error, code))) return undefined;
    throw error;
  }
}
