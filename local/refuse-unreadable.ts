import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

interface Refusal {
  readonly status: number;
  readonly detail: string;
}

const unreadable: Refusal = { status: 400, detail: 'This is no HTTP/1.1 request (RFC 9112).' };

/** What Node's parser calls its refusals. */
const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    detail: 'The request line and headers are more than 16 KB; ask for less at once.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, detail: 'The chunk extensions are too long; send none.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, detail: 'The headers took too long; send the request again.' },
};

/** What cannot be read as HTTP reaches no door, and is told why all the same; `isAnswering` sockets can only be closed. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex, isAnswering: boolean): void {
  if (!socket.writable || isAnswering || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, detail } = refusals[error.code ?? ''] ?? unreadable;
  const body = JSON.stringify({ title: STATUS_CODES[status], status, detail, code: 'request-invalid' });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
