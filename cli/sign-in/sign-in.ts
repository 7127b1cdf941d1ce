import { createHash, randomBytes } from 'node:crypto';
import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { wholeNumber } from '../guard/flags.ts';
import { gatewayUrl, urlHelp } from '../http/gateway-url.ts';
import { printable } from '../terminal/printable.ts';
import { type Terminal, write } from '../terminal/terminal.ts';
import { awaitCallback } from './await-callback.ts';
import { discoverIssuer, type Issuer } from './discover-issuer.ts';
import { openBrowser } from './open-browser.ts';
import { keepSession, sessionPath } from './session-file.ts';
import { askForTokens, type Tokens } from './token-endpoint.ts';

const call = 'portcullis sign-in';

const help = `Signs in with your browser, for the commands that ask a gateway.

  portcullis sign-in                     to the gateway on this machine
  portcullis sign-in --url https://pacs.example.org
                                         to another one
  portcullis sign-in --url https://pacs.example.org --issuer https://sso.example.org --client ID
                                         to one whose people sign in elsewhere

${urlHelp}  --issuer URL            who signs people in (default: URL/oidc)
  --client ID             as the issuer knows this program (default: portcullis-personal)
  --scope WORDS           what to ask for (default: "openid dicom/dlp.review")
  --port NUMBER           of http://127.0.0.1:NUMBER/callback, where the issuer knows one port only
  --no-browser            print the address, and open nothing

The tokens are kept in a file that only you can read: PORTCULLIS_SESSION, or else
portcullis/session.json in XDG_CONFIG_HOME or ~/.config. "portcullis sign-out" ends it.
A program sets PORTCULLIS_TOKEN instead of signing in.

Exit code: 0 signed in, 2 not.
`;

const patienceMs = 5 * 60_000;

export const signIn: Command = command({
  name: 'sign-in',
  call,
  about: 'sign in to a gateway with your browser',
  help,
  flags: {
    url: { type: 'string' },
    issuer: { type: 'string' },
    client: { type: 'string' },
    scope: { type: 'string' },
    port: { type: 'string' },
    'no-browser': { type: 'boolean' },
  },
  run: async ({ values, positionals }, terminal) => {
    if (positionals.length > 0) throw usageFailure(call, 'sign-in takes flags only');
    const url = gatewayUrl(values.url, terminal);
    const issuer = await discoverIssuer(values.issuer ?? `${url}/oidc`);
    const clientId = values.client ?? 'portcullis-personal';
    const tokens = await signedIn(
      {
        issuer,
        clientId,
        scope: values.scope ?? 'openid dicom/dlp.review',
        port: wholeNumber('--port', values.port ?? '0', { from: 0, to: 65_535 }),
        opensBrowser: values['no-browser'] !== true,
      },
      terminal,
    );
    const { tokenEndpoint, revocationEndpoint } = issuer;
    const path = sessionPath(terminal);
    const endpoints = { tokenEndpoint, ...(revocationEndpoint === undefined ? {} : { revocationEndpoint }) };
    await keepSession(path, { url, clientId, ...endpoints, ...tokens });
    await write(terminal.stdout, `Signed in to ${url}. The tokens are in ${printable(path)}.\n`);
    return 0;
  },
});

interface SignInWish {
  readonly issuer: Issuer;
  readonly clientId: string;
  readonly scope: string;
  readonly port: number;
  readonly opensBrowser: boolean;
}

/** RFC 8252: authorization code with PKCE, in the person's own browser; this program never sees a password. */
async function signedIn(wish: SignInWish, terminal: Terminal): Promise<Tokens> {
  const { issuer, clientId, port } = wish;
  const state = randomBytes(32).toString('base64url');
  const verifier = randomBytes(32).toString('base64url');
  await using callback = await awaitCallback({ state, issuer: issuer.issuer, port, patienceMs });
  const { redirectUri } = callback;
  await showAddress(authorizationUrl(wish, { state, verifier, redirectUri }), wish, terminal);
  return askForTokens(issuer.tokenEndpoint, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: await callback.code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

interface Asked {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

function authorizationUrl({ issuer, clientId, scope }: SignInWish, { state, verifier, redirectUri }: Asked): string {
  const url = new URL(issuer.authorizationEndpoint);
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

async function showAddress(address: string, { opensBrowser }: SignInWish, terminal: Terminal): Promise<void> {
  await write(terminal.stderr, `Sign in with your browser; if it does not open, open this address:\n\n${address}\n\n`);
  if (opensBrowser) openBrowser(address, terminal);
}
