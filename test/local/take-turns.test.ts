import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { createTurns } from '../../local/take-turns.ts';

let server: Server | undefined;
let client: Socket | undefined;
let begun = 0;

afterEach(() => {
  client?.destroy();
  server?.closeAllConnections();
  server?.close();
});

it('requests that came together are answered in their order, each as fast as the client reads', async () => {
  const connection = await connectTo('small');

  connection.end(request('/1') + request('/2') + request('/3', 'close'));
  const answers = await text(connection);

  expect(answers.match(/(?<=\r\n\r\n)\/\d/g)).toEqual(['/1', '/2', '/3']);
});

it('a request does not begin while the answer before it is not read', async () => {
  const connection = await connectTo('large');

  connection.pause().write(request('/1') + request('/2') + request('/3'));
  await once(server as Server, 'request');
  await new Promise((resolve) => setTimeout(resolve, 200));

  expect(begun).toBe(1);
});

it('a client that sends far ahead is let go', async () => {
  const connection = await connectTo('large');

  connection.write(request('/').repeat(40));
  await once(connection.resume(), 'close');

  expect(begun).toBeLessThan(3);
});

/** A server whose answers name the path; `large` ones fill every buffer on the way. */
async function connectTo(size: 'small' | 'large'): Promise<Socket> {
  const inTurn = createTurns();
  begun = 0;
  server = createServer((req, res) => {
    const serve = async () => {
      begun += 1;
      res.end(size === 'small' ? req.url : Buffer.alloc(32 * 1024 * 1024));
    };
    void inTurn(req, res, serve);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => undefined);
  return client;
}

const request = (path: string, connection = 'keep-alive'): string =>
  `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\n\r\n`;
