import type { EntryId } from './entry-id.ts';

/** About 200 bytes each; a quarantine with more than these waits for reviewers, not for its disk. */
const maxRemembered = 50_000;

/** What cannot change once it is there, so that it is read once; a full one keeps what it has. */
export class Remembered<Value> {
  readonly #known = new Map<EntryId, Value>();

  async of(id: EntryId, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const value = await read();
    if (value !== undefined && this.#known.size < maxRemembered) this.#known.set(id, value);
    return value;
  }
}
