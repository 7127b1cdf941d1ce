import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IndexedInstance, InsertOutcome } from '../../ports/study-index.ts';

type Insert = (instances: readonly IndexedInstance[]) => Promise<readonly InsertOutcome[]>;

interface Waiting {
  readonly instances: readonly IndexedInstance[];
  readonly settle: PromiseWithResolvers<readonly InsertOutcome[]>;
}

/** A transaction on SQLite holds the event loop, so it stays small. */
const maxInstancesAtOnce = 64;

/**
 * SQLite has one writer, and each commit waits for the disk with the whole process: what has come to its commit in the same
 * turn of the event loop goes into one transaction (decision 0101). Each is as durable as alone when it resolves.
 */
export class InsertQueue {
  readonly #insert: Insert;
  readonly #waiting: Waiting[] = [];
  #isDraining = false;

  constructor(insert: Insert) {
    this.#insert = insert;
  }

  add(instances: readonly IndexedInstance[]): Promise<readonly InsertOutcome[]> {
    const settle = Promise.withResolvers<readonly InsertOutcome[]>();
    this.#waiting.push({ instances, settle });
    void this.#drain();
    return settle.promise;
  }

  async #drain(): Promise<void> {
    if (this.#isDraining) return;
    this.#isDraining = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      await this.#insertTogether(this.#takeGroup());
    }
    this.#isDraining = false;
  }

  #takeGroup(): Waiting[] {
    let count = 0;
    const end = this.#waiting.findIndex(({ instances }, position) => {
      count += instances.length;
      return position > 0 && count > maxInstancesAtOnce;
    });
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
  }

  /** What fails together is tried alone, so that nobody hears of a neighbour's failure. */
  async #insertTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#insert(group.flatMap(({ instances }) => instances));
      let from = 0;
      for (const { instances, settle } of group) {
        settle.resolve(outcomes.slice(from, from + instances.length));
        from += instances.length;
      }
    } catch (error) {
      if (group.length === 1) group[0]?.settle.reject(error);
      else for (const one of group) await this.#insertTogether([one]);
    }
  }
}
