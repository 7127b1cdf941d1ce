import type { Reply } from './gateway-request.ts';

/** A body that will not be sent may hold a file open. */
export async function closeBody(body: Reply['body']): Promise<void> {
  if (typeof body === 'object' && Symbol.asyncIterator in body) await body[Symbol.asyncIterator]().return?.();
}
