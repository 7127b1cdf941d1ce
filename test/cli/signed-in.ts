import { join } from 'node:path';
import { SignIn } from '../makers/sign-in.ts';
import type { TestGateway } from '../makers/start-gateway.ts';
import { type Run, runPortcullis } from './run-portcullis.ts';

export interface Browsing {
  readonly group?: 'administrator' | 'radiologist';
  readonly sessionFile: string;
  readonly args?: readonly string[];
  /** Changes what the browser brings back. */
  readonly back?: (callback: URL) => URL;
}

export const environmentOf = (gateway: TestGateway, sessionFile: string) => ({
  PORTCULLIS_URL: gateway.baseUrl,
  PORTCULLIS_SESSION: sessionFile,
});

/** `portcullis sign-in`, with a browser that goes where it says. */
export async function signInByBrowser(
  gateway: TestGateway,
  { group = 'administrator', sessionFile, args = [], back = (callback) => callback }: Browsing,
): Promise<Run & { readonly page: string }> {
  const { promise: address, resolve } = Promise.withResolvers<string>();
  const run = runPortcullis(['sign-in', '--no-browser', ...args], {
    env: environmentOf(gateway, sessionFile),
    onErr: (text) => {
      const found = /^http\S+$/m.exec(text);
      if (found !== null) resolve(found[0]);
    },
  });
  const user = gateway.host.identity.firstStartSecrets?.users.find((each) => each.group === group);
  const page = await browse(gateway, await address, { name: user?.name ?? '', password: user?.password ?? '', back });
  return { ...(await run), page };
}

interface Visitor {
  readonly name: string;
  readonly password: string;
  readonly back: (callback: URL) => URL;
}

async function browse({ baseUrl }: TestGateway, address: string, { name, password, back }: Visitor): Promise<string> {
  const browser = new SignIn(baseUrl, await fetch(address, { redirect: 'manual' }), '');
  const callback = await browser.callbackFor(name, password);
  const wrong = back(callback);
  const page = await (await fetch(wrong)).text();
  if (wrong !== callback) await fetch(callback);
  return page;
}

export const sessionFileIn = (folder: string): string => join(folder, 'config', 'session.json');
