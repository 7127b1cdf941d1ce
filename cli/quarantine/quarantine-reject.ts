import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { expectForm, openGatewayClient } from '../http/gateway-client.ts';
import { urlHelp } from '../http/gateway-url.ts';
import { write } from '../terminal/terminal.ts';
import { documentForm } from './entry-form.ts';
import { entryPath, idHelp } from './entry-path.ts';

const call = 'portcullis quarantine reject';

const help = `Agrees with the guard: the instance is not stored.

  portcullis quarantine reject 3f9a0c1d --justification "The sender has to correct the header."

${urlHelp}  --justification TEXT    why, in 10 to 1,000 characters, without naming a patient
  --json                  JSON instead of words

${idHelp}
The decision is in the audit trail under your name. The first decision stands.

Exit code: 0 rejected, 1 the gateway refused, 2 it could not be asked.
`;

export const quarantineReject: Command = command({
  name: 'reject',
  call,
  about: 'agree with the guard: what is held is not stored',
  help,
  flags: { url: { type: 'string' }, justification: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values: { url, justification, json }, positionals }, terminal) => {
    if (justification === undefined) throw usageFailure(call, 'say why: --justification TEXT');
    const client = await openGatewayClient(url, terminal);
    const path = await entryPath(client, { call, ids: positionals });
    const rejected = expectForm(documentForm, await client.post(`${path}/reject`, { justification }));
    await write(terminal.stdout, json ? `${JSON.stringify(rejected)}\n` : 'Rejected. It is not stored.\n');
    return 0;
  },
});
