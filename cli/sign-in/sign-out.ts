import { type Command, command } from '../command.ts';
import { requestJson } from '../http/request-json.ts';
import { write } from '../terminal/terminal.ts';
import { findSession, forgetSession, type Session, sessionPath } from './session-file.ts';

const help = `Ends the sign-in: the refresh token is revoked, and the file with the tokens is deleted.

  portcullis sign-out

Exit code: 0 signed out, 1 the file is deleted, and the issuer did not hear of it.
`;

export const signOut: Command = command({
  name: 'sign-out',
  call: 'portcullis sign-out',
  about: 'end the sign-in of this machine',
  help,
  flags: {},
  run: async (_input, terminal) => {
    const path = sessionPath(terminal);
    const session = await findSession(path).catch(() => undefined);
    await forgetSession(path);
    const isRevoked = session === undefined || (await revoke(session));
    const words = isRevoked
      ? 'Signed out.'
      : 'The tokens are deleted here; the issuer could not be told to revoke them.';
    await write(terminal.stdout, `${words}\n`);
    return isRevoked ? 0 : 1;
  },
});

/** RFC 7009: with the refresh token all that came of it ends. */
async function revoke({ revocationEndpoint, refreshToken, clientId }: Session): Promise<boolean> {
  if (refreshToken === undefined) return true;
  if (revocationEndpoint === undefined) return false;
  const form = { token: refreshToken, token_type_hint: 'refresh_token', client_id: clientId };
  const answer = await requestJson(revocationEndpoint, { method: 'POST', body: new URLSearchParams(form) }).catch(
    () => undefined,
  );
  return answer?.status === 200;
}
