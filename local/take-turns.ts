import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const maxWaiting = 16;

interface Line {
  waiting: number;
  last: Promise<void>;
}

/**
 * RFC 9112 9.3.2 lets a client send requests without waiting for answers. Begun all at once, their answers would gather in
 * memory behind the first that is not read; so each begins when the one before it has left, and few may wait.
 */
export function createTurns(): (
  request: IncomingMessage,
  response: ServerResponse,
  serve: () => Promise<void>,
) => Promise<void> {
  const lines = new WeakMap<Socket, Line>();
  return async ({ socket }, response, serve) => {
    const line = lines.get(socket) ?? { waiting: 0, last: Promise.resolve() };
    lines.set(socket, line);
    if (line.waiting >= maxWaiting) socket.destroy();
    const before = line.last;
    line.last = new Promise((resolve) => response.once('close', resolve));
    line.waiting += 1;
    await before;
    line.waiting -= 1;
    if (!socket.destroyed) await serve();
  };
}
