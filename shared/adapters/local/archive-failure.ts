import { GatewayError } from '../../errors.ts';

const passing = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EMFILE', 'ENFILE', 'EIO', 'ESTALE']);

/** A full or sick disk is not the caller's fault and not our bug: the caller hears 503 and when to come back. */
export async function speakingOfTheArchive<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isPassing(error) ? archiveUnavailable(error) : error;
  }
}

export function hasErrorCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && passing.has(error.code);
}

function archiveUnavailable(cause: unknown): GatewayError {
  return new GatewayError('archive-unavailable', 'The image archive cannot be used right now; try again later.', {
    cause,
    headers: { 'Retry-After': '30' },
  });
}
