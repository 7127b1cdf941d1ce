import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';

/** A GET with the given headers and no other: `fetch` always adds an Accept of its own. */
export async function bareGet(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const sent = request(url, { headers });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = await answer.toArray();
  const received = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers: received });
}
