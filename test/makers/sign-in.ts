import { createHash, randomBytes } from 'node:crypto';

export const redirectUri = 'http://127.0.0.1:49152/callback';

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope?: string;
  readonly error?: string;
}

/** As far as the sign-in page, with the cookies that lead there. */
export async function beginSignIn(baseUrl: string, changes: Record<string, string> = {}): Promise<SignIn> {
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'portcullis-personal',
    redirect_uri: redirectUri,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 'some-state',
    ...changes,
  });
  const reply = await fetch(`${baseUrl}/oidc/auth?${query}`, { redirect: 'manual' });
  return new SignIn(baseUrl, reply, verifier);
}

export function askForToken(
  baseUrl: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${baseUrl}/oidc/token`, { method: 'POST', headers, body: new URLSearchParams(form) });
}

/** A browser's memory of one sign-in. */
export class SignIn {
  readonly reply: Response;
  readonly #baseUrl: string;
  readonly #verifier: string;
  readonly #cookies = new Map<string, string>();

  constructor(baseUrl: string, reply: Response, verifier: string) {
    this.reply = reply;
    this.#baseUrl = baseUrl;
    this.#verifier = verifier;
    this.#remember(reply);
  }

  get pageUrl(): string {
    return new URL(this.reply.headers.get('location') ?? '', this.#baseUrl).href;
  }

  async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    this.#remember(reply);
    return reply;
  }

  submit(name: string, password: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.visit(this.pageUrl, { method: 'POST', headers, body: new URLSearchParams({ name, password }) });
  }

  async callbackFor(name: string, password: string): Promise<URL> {
    const accepted = await this.submit(name, password);
    const back = await this.visit(accepted.headers.get('location') ?? '');
    return new URL(back.headers.get('location') ?? '');
  }

  async codeFor(name: string, password: string): Promise<string> {
    return (await this.callbackFor(name, password)).searchParams.get('code') ?? '';
  }

  async exchange(code: string, verifier = this.#verifier): Promise<Tokens> {
    const client_id = 'portcullis-personal';
    const form = {
      grant_type: 'authorization_code',
      client_id,
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    return (await (await askForToken(this.#baseUrl, form)).json()) as Tokens;
  }

  #remember(reply: Response): void {
    for (const cookie of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]?.split('=') ?? [];
      this.#cookies.set(name, value);
    }
  }
}
