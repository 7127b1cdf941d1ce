import { type Store, storeUnavailable } from '../store-unavailable.ts';

const passing = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO', 'ESTALE']);
const retryAfterSeconds = 30;

/** Does work on one of the stores, and tells of a full or sick disk as that store's being unavailable. */
export type Speaking = <T>(work: () => Promise<T>) => Promise<T>;

export const speakingOfTheArchive = speakingOf('archive');

export const speakingOfTheQuarantine = speakingOf('quarantine');

export function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function speakingOf(store: Store): Speaking {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      throw isPassing(error) ? storeUnavailable(store, error, retryAfterSeconds) : error;
    }
  };
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && passing.has(error.code);
}
