import { lstat, readdir, rm, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { Turnstile } from '../../turnstile.ts';
import { hasErrorCode } from './archive-failure.ts';
import { DurableFolders } from './durable-folders.ts';
import { type FolderLayout, keyOfMark } from './folder-layout.ts';

const maxFlushesAtOnce = 16;

/** What the drafts of one archive share: its names, its fsyncs and its marks. */
export class FolderState {
  readonly layout: FolderLayout;
  readonly folders = new DurableFolders();
  readonly flushes = new Turnstile(maxFlushesAtOnce);
  /** From an instance's path to the mark that is its second name. */
  readonly #marks = new Map<string, string>();

  constructor(layout: FolderLayout) {
    this.layout = layout;
  }

  marked(key: InstanceKey, mark: string): void {
    this.#marks.set(this.layout.instance(key), mark);
  }

  settle(key: InstanceKey): Promise<void> {
    return this.#unmark(key, this.#marks.get(this.layout.instance(key)));
  }

  unsettled(): InstanceKey[] {
    return [...this.#marks.values()].map((mark) => keyOfMark(basename(mark))).filter((key) => key !== undefined);
  }

  /** The mark outlives the instance: a crash on the way leaves a removal to repeat, not an instance to search for. */
  async remove(key: InstanceKey): Promise<void> {
    const { layout, folders } = this;
    const mark = this.#marks.get(layout.instance(key));
    try {
      await rm(layout.instance(key));
      await rm(layout.sidecar(key), { force: true });
      await folders.sync(layout.series(key));
    } catch (error) {
      if (!hasErrorCode(error, 'ENOENT')) throw error;
    }
    await this.#unmark(key, mark);
  }

  /** Clears away what a crash left: drafts, and marks of instances that never got, or no longer have, their name. */
  async recover(): Promise<void> {
    const { layout } = this;
    for (const name of await readdir(layout.incoming)) await rm(join(layout.incoming, name), { recursive: true });
    for (const name of await readdir(layout.unsettled)) {
      const mark = join(layout.unsettled, name);
      const key = keyOfMark(name);
      if (key !== undefined && (await isSameFile(mark, layout.instance(key)))) this.marked(key, mark);
      else await rm(mark, { recursive: true });
    }
  }

  /** Only this mark: while one is removed, the next store of the key may have put its own. */
  async #unmark(key: InstanceKey, mark: string | undefined): Promise<void> {
    if (mark === undefined) return;
    if (this.#marks.get(this.layout.instance(key)) === mark) this.#marks.delete(this.layout.instance(key));
    await unlink(mark).catch((error: unknown) => {
      if (!hasErrorCode(error, 'ENOENT')) throw error;
    });
  }
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  try {
    const [first, second] = await Promise.all([lstat(one, { bigint: true }), lstat(other, { bigint: true })]);
    return first.ino === second.ino && first.dev === second.dev;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
}
