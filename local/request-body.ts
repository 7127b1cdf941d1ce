import type { IncomingMessage } from 'node:http';
import { GatewayError } from '../shared/errors.ts';

const checkEveryMs = 10_000;
const minBytesPerCheck = 10_240;

/** A request's body as it arrives. A sender slower than 1 kB/s holds a place that others need, and is cut off;
 * time that we take ourselves does not count. */
export async function* requestBody(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  let sinceCheck = 0;
  let isWaiting = true;
  const watchdog = setInterval(() => {
    if (isWaiting && sinceCheck < minBytesPerCheck) request.destroy(new Error('the body came too slowly'));
    sinceCheck = 0;
  }, checkEveryMs);
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      sinceCheck += chunk.length;
      isWaiting = false;
      yield chunk;
      isWaiting = true;
    }
  } catch (error) {
    throw new GatewayError('request-invalid', 'The connection closed before the request was complete; send it again.', {
      cause: error,
    });
  } finally {
    clearInterval(watchdog);
  }
}
