import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { findSession, keepSession, type Session, sessionPath } from './session-file.ts';
import { askForTokens } from './token-endpoint.ts';

/** What is left of a token's life must do for one request. */
const leastLifeMs = 30_000;

/** PORTCULLIS_TOKEN as it is, or that of the sign-in, made new where it has run out. */
export async function accessToken(url: string, terminal: Terminal): Promise<string> {
  const given = terminal.env.PORTCULLIS_TOKEN ?? '';
  if (given !== '') return given;
  const session = await sessionFor(url, terminal);
  if (session.expiresAt - Date.now() > leastLifeMs) return session.accessToken;
  return (await renewed(session, terminal)).accessToken;
}

/** A token is for one gateway; it is not shown to another. */
async function sessionFor(url: string, terminal: Terminal): Promise<Session> {
  const session = await findSession(sessionPath(terminal));
  if (session === undefined) throw new CommandFailure(`nobody is signed in; run: portcullis sign-in --url ${url}`);
  if (session.url === url) return session;
  throw new CommandFailure(`you are signed in to ${session.url}; run: portcullis sign-in --url ${url}`);
}

/** Refresh tokens are rotated, so the new one is kept before anything is done with its access token. */
async function renewed(session: Session, terminal: Terminal): Promise<Session> {
  const { refreshToken, clientId, tokenEndpoint } = session;
  if (refreshToken === undefined) throw new CommandFailure('the sign-in has run out; run: portcullis sign-in');
  const tokens = await askForTokens(tokenEndpoint, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: clientId,
  });
  const kept = { ...session, ...tokens };
  await keepSession(sessionPath(terminal), kept);
  return kept;
}
