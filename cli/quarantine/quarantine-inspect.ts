import { type Command, command } from '../command.ts';
import { expectForm, openGatewayClient } from '../http/gateway-client.ts';
import { urlHelp } from '../http/gateway-url.ts';
import { lookOf } from '../terminal/look.ts';
import { write } from '../terminal/terminal.ts';
import { documentForm } from './entry-form.ts';
import { entryPath, idHelp } from './entry-path.ts';
import { entryText } from './entry-text.ts';

const call = 'portcullis quarantine inspect';

const help = `Why is this held? Rules, attributes and shapes; no value of the instance.

  portcullis quarantine inspect 3f9a0c1d
  portcullis quarantine inspect 3f9a0c1d --json

${urlHelp}  --json                  JSON instead of a table

${idHelp}
Exit code: 0 shown, 1 the gateway refused, 2 it could not be asked.
`;

export const quarantineInspect: Command = command({
  name: 'inspect',
  call,
  about: 'why one entry is held',
  help,
  flags: { url: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values, positionals }, terminal) => {
    const client = await openGatewayClient(values.url, terminal);
    const entry = expectForm(documentForm, await client.get(await entryPath(client, { call, ids: positionals })));
    await write(terminal.stdout, values.json ? `${JSON.stringify(entry)}\n` : entryText(entry, lookOf(terminal)));
    return 0;
  },
});
