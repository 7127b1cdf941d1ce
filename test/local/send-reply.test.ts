import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { sendReply } from '../../local/send-reply.ts';

let server: Server | undefined;
let client: Socket | undefined;

afterEach(() => {
  client?.destroy();
  server?.closeAllConnections();
  server?.close();
});

it('a client that takes nothing more is let go, and the source of its reply is closed', async () => {
  const source = endlessSource();
  const socket = await askAndNeverRead(source.bytes);
  await source.stalled;

  const patienceMs = socket.timeout;
  socket.emit('timeout');
  await source.closed;

  expect(patienceMs).toBe(60_000);
});

it('a body of several chunks and no length is sent whole, however soon it is over', async () => {
  async function* body(): AsyncGenerator<Uint8Array> {
    for (const text of ['one ', 'two ', 'three']) yield Buffer.from(text);
  }
  server = createServer((request, response) => {
    void Promise.resolve().then(() => sendReply({ status: 200, headers: {}, body: body() }, request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  expect(await response.text()).toBe('one two three');
});

/** The server's side of a connection whose client asks and then reads nothing. */
async function askAndNeverRead(body: AsyncIterable<Uint8Array>): Promise<Socket> {
  server = createServer((request, response) => void sendReply({ status: 200, headers: {}, body }, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connected = once(server, 'connection');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined).pause();
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [socket] = (await connected) as [Socket];
  return socket;
}

/** `stalled` once nobody has asked for more for a while. */
function endlessSource() {
  const stalled = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    let timer: NodeJS.Timeout | undefined;
    try {
      for (;;) {
        timer = setTimeout(stalled.resolve, 200);
        yield new Uint8Array(512 * 1024);
        clearTimeout(timer);
      }
    } finally {
      clearTimeout(timer);
      closed.resolve();
    }
  }
  return { bytes: chunks(), stalled: stalled.promise, closed: closed.promise };
}
