import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createIdentityProvider,
  type IdentityProvider,
  type IdentityProviderOptions,
} from '../../../local/identity-provider.ts';
import { createTokenVerifier } from '../../../shared/access/token-verifier.ts';
import type { AuditEvent } from '../../../shared/audit/audit-event.ts';
import { askForToken, beginSignIn, type SignIn, type Tokens } from '../../makers/sign-in.ts';

/** A provider behind a bare HTTP server on loopback, in a folder of its own that outlives a restart. */
export class RunningProvider {
  readonly events: AuditEvent[] = [];
  readonly logged: string[] = [];
  auditFails = false;
  #server: Server | undefined;
  #provider: IdentityProvider | undefined;
  #folder = '';
  #port = 0;

  readonly #changes: Partial<IdentityProviderOptions>;

  constructor(changes: Partial<IdentityProviderOptions>) {
    this.#changes = changes;
  }

  static async start(changes: Partial<IdentityProviderOptions> = {}): Promise<RunningProvider> {
    const running = new RunningProvider(changes);
    running.#folder = await mkdtemp(join(tmpdir(), 'identity-'));
    await running.open();
    return running;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get folder(): string {
    return this.#folder;
  }

  get provider(): IdentityProvider {
    if (this.#provider === undefined) throw new Error('not started');
    return this.#provider;
  }

  get firstStartSecrets() {
    const { firstStartSecrets } = this.provider;
    if (firstStartSecrets === undefined) throw new Error('this was not the first start');
    return firstStartSecrets;
  }

  async open(): Promise<void> {
    this.#server = createServer((req, res) => this.provider.handle(req, res));
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    this.#provider = await createIdentityProvider({
      issuer: `${this.baseUrl}/oidc`,
      resource: this.baseUrl,
      dataFolder: this.#folder,
      accessTokenLifetimeSeconds: 900,
      allowedOrigins: ['http://viewer.test'],
      audit: async (event) => {
        if (this.auditFails) throw new Error('disk full');
        this.events.push(event);
      },
      log: { info: () => undefined, error: (event) => this.logged.push(event) },
      ...this.#changes,
    });
  }

  /** Resolves when the provider has taken up the next request. */
  async nextRequest(): Promise<void> {
    if (this.#server !== undefined) await once(this.#server, 'request');
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
    this.#provider?.close();
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true });
  }

  verify(token: string) {
    const { baseUrl, provider } = this;
    return createTokenVerifier({ issuer: `${baseUrl}/oidc`, audience: baseUrl, clientIds: [], jwks: provider.jwks })(
      token,
    );
  }

  passwordOf(name: string): string {
    const user = this.firstStartSecrets.users.find((candidate) => candidate.name === name);
    if (user === undefined) throw new Error(`no such user: ${name}`);
    return user.password;
  }

  token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return askForToken(this.baseUrl, form, headers);
  }

  machineToken(form: Record<string, string> = {}, secret = this.firstStartSecrets.client.secret): Promise<Response> {
    const authorization = `Basic ${btoa(`${this.firstStartSecrets.client.id}:${secret}`)}`;
    return this.token({ grant_type: 'client_credentials', ...form }, { authorization });
  }

  refresh(refreshToken: string): Promise<Response> {
    const client_id = 'portcullis-personal';
    return this.token({ grant_type: 'refresh_token', client_id, refresh_token: refreshToken });
  }

  /** As far as the sign-in page, with the cookies that lead there. */
  begin(changes: Record<string, string> = {}): Promise<SignIn> {
    return beginSignIn(this.baseUrl, changes);
  }

  /** The whole way from the browser's first step to the tokens. */
  async signIn(name: string, changes: Record<string, string> = {}): Promise<Tokens> {
    const begun = await this.begin(changes);
    return begun.exchange(await begun.codeFor(name, this.passwordOf(name)));
  }
}
