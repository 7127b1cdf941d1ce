import { auditUnavailable } from './audit-unavailable.ts';

interface Waiting<T> {
  readonly item: T;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

const maxBatchItems = 1_000;
const maxWaitingItems = 20_000;

/** Hands items to durable storage: `add` resolves when its item is there, `idle` when nothing is under way. */
export interface GroupCommit<T> {
  add(item: T): Promise<void>;
  idle(): Promise<void>;
}

/**
 * One flush to the disk costs the same for one record and for a thousand, so whatever arrives while one is under way
 * goes together into the next. Items keep their order; a failed batch fails all of its items.
 */
export function groupCommit<T>(commit: (batch: readonly T[]) => Promise<void>): GroupCommit<T> {
  const waiting: Waiting<T>[] = [];
  let running: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) await commitBatch(commit, waiting.splice(0, maxBatchItems));
    running = undefined;
  };
  const add = (item: T): Promise<void> => {
    if (waiting.length >= maxWaitingItems) return Promise.reject(auditUnavailable('too many records are waiting'));
    return new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      running ??= Promise.resolve().then(drain);
    });
  };
  return { add, idle: async () => running };
}

async function commitBatch<T>(
  commit: (batch: readonly T[]) => Promise<void>,
  batch: readonly Waiting<T>[],
): Promise<void> {
  try {
    await commit(batch.map(({ item }) => item));
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const { resolve } of batch) resolve();
}
