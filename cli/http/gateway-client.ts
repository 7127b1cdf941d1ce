import { z } from 'zod';
import { CommandFailure } from '../command-failure.ts';
import { accessToken } from '../sign-in/access-token.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { gatewayUrl } from './gateway-url.ts';
import { requestJson } from './request-json.ts';

/** The gateway heard the request and said no, in words for people (RFC 9457). */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
}

export interface GatewayClient {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
}

export async function openGatewayClient(flag: string | undefined, terminal: Terminal): Promise<GatewayClient> {
  const url = gatewayUrl(flag, terminal);
  const authorization = `Bearer ${await accessToken(url, terminal)}`;
  return {
    get: (path) => ask(`${url}${path}`, { headers: { authorization } }),
    post: (path, body) =>
      ask(`${url}${path}`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  };
}

async function ask(url: string, init: RequestInit): Promise<unknown> {
  const { status, body } = await requestJson(url, init);
  if (status >= 200 && status < 300) return body;
  throw refusal(status, body);
}

const problem = z.object({ detail: z.string() });

function refusal(status: number, body: unknown): Error {
  const parsed = problem.safeParse(body);
  if (!parsed.success) return new CommandFailure(`the answer was ${status}, and not one of a Portcullis gateway`);
  const hint = status === 401 ? ' Run: portcullis sign-in' : '';
  return new GatewayRefusal(`${parsed.data.detail}${hint}`);
}

/** An answer of another form than ours comes from another version, or from something else. */
export function expectForm<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CommandFailure('the answer is not of the form that this version of the command knows');
}
