import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CommandFailure, systemReason } from '../command-failure.ts';

export interface CallbackWish {
  readonly state: string;
  readonly issuer: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly patienceMs: number;
}

export interface CallbackServer extends AsyncDisposable {
  readonly redirectUri: string;
  readonly code: Promise<string>;
}

/** RFC 8252 7.3: the browser brings the code to this machine alone, and only the answer to our own question is heard. */
export async function awaitCallback(wish: CallbackWish): Promise<CallbackServer> {
  const { promise: code, resolve, reject } = Promise.withResolvers<string>();
  code.catch(() => undefined);
  const server = createServer((request, response) => answer(request, response, { wish, resolve, reject }));
  const port = await listen(server, wish.port);
  const timer = setTimeout(() => reject(new CommandFailure('nobody signed in in time; try again')), wish.patienceMs);
  return {
    redirectUri: `http://${callbackHost(wish.issuer)}:${port}/callback`,
    code,
    [Symbol.asyncDispose]: async () => {
      clearTimeout(timer);
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Cognito takes plain HTTP for no other name, and compares the port: `--port 52310`, as the deployment registered it. */
const callbackHost = (issuer: string): string =>
  /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//.test(issuer) ? 'localhost' : '127.0.0.1';

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw new CommandFailure(`port ${port} of this machine cannot be used: ${systemReason(error)}`);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

interface Waiting {
  readonly wish: CallbackWish;
  readonly resolve: (code: string) => void;
  readonly reject: (failure: CommandFailure) => void;
}

function answer(request: IncomingMessage, response: ServerResponse, { wish, resolve, reject }: Waiting): void {
  const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
  const isCallback = request.method === 'GET' && url?.pathname === '/callback' && isOurs(url.searchParams, wish);
  if (!isCallback) {
    send(response, { status: 404, text: 'There is nothing here.' });
    return;
  }
  const code = url.searchParams.get('code');
  const error = url.searchParams.get('error') ?? 'no code came';
  const refuse = () => reject(new CommandFailure(`the sign-in was refused: ${error}`));
  if (code === null) send(response, { status: 200, text: 'The sign-in was refused.' }, refuse);
  else send(response, { status: 200, text: 'Signed in. This page can be closed.' }, () => resolve(code));
}

/** RFC 6749 10.12 and RFC 9207: of the request that we made, and of the issuer that we made it to. */
function isOurs(parameters: URLSearchParams, { state, issuer }: CallbackWish): boolean {
  const given = Buffer.from(parameters.get('state') ?? '');
  const expected = Buffer.from(state);
  const isState = given.length === expected.length && timingSafeEqual(given, expected);
  return isState && (parameters.get('iss') ?? issuer) === issuer;
}

/** `sent` is called when the browser has its page, since the server is closed then. */
function send(
  response: ServerResponse,
  { status, text }: { readonly status: number; readonly text: string },
  sent: () => void = () => undefined,
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(`${text}\n`, sent);
}
