import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

/** A GET (or another method without a body) with the given headers and no other: `fetch` always adds an Accept of its own. */
export async function bareGet(
  url: string,
  headers: Readonly<Record<string, string>>,
  method = 'GET',
): Promise<Response> {
  const sent = request(url, { headers, method });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = await answer.toArray();
  const received = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers: received });
}
