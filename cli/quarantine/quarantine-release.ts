import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { expectForm, openGatewayClient } from '../http/gateway-client.ts';
import { urlHelp } from '../http/gateway-url.ts';
import { printable } from '../terminal/printable.ts';
import { write } from '../terminal/terminal.ts';
import { releasedForm } from './entry-form.ts';
import { entryPath, idHelp } from './entry-path.ts';

const call = 'portcullis quarantine release';

const help = `Overrules the guard: the instance is stored as it came, and readers see it.

  portcullis quarantine release 3f9a0c1d --justification "The number is that of a phantom."

${urlHelp}  --justification TEXT    why, in 10 to 1,000 characters, without naming a patient
  --json                  JSON instead of words

${idHelp}
The decision is in the audit trail under your name. The first decision stands; asking again
completes a release that was interrupted.

Exit code: 0 released, 1 the gateway refused, 2 it could not be asked.
`;

export const quarantineRelease: Command = command({
  name: 'release',
  call,
  about: 'overrule the guard: store what is held',
  help,
  flags: { url: { type: 'string' }, justification: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values: { url, justification, json }, positionals }, terminal) => {
    if (justification === undefined) throw usageFailure(call, 'say why: --justification TEXT');
    const client = await openGatewayClient(url, terminal);
    const path = await entryPath(client, { call, ids: positionals });
    const released = expectForm(releasedForm, await client.post(`${path}/release`, { justification }));
    const words = `Released. It is stored at\n${printable(released.retrieveUrl)}\n`;
    await write(terminal.stdout, json ? `${JSON.stringify(released)}\n` : words);
    return 0;
  },
});
