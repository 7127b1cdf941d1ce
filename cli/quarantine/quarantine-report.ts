import { stringify } from 'yaml';
import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { expectForm, openGatewayClient } from '../http/gateway-client.ts';
import { urlHelp } from '../http/gateway-url.ts';
import { write } from '../terminal/terminal.ts';
import { reportedForm } from './entry-form.ts';
import { entryPath, idHelp } from './entry-path.ts';

const call = 'portcullis quarantine report';

const help = `Reports that a finding is none, and prints what the policy would need so that it is not found again.

  portcullis quarantine report 3f9a0c1d --fingerprint 91c2… --reason "A number of our phantoms."

${urlHelp}  --fingerprint HEX       of the finding, as "portcullis quarantine inspect" shows it
  --reason TEXT           why, in 10 to 1,000 characters, without naming a patient
  --json                  JSON instead of YAML

${idHelp}
The entry stays held; release it where it should be stored. What is printed changes nothing until
a person puts it into the policy, and it ends at the date in it.

Exit code: 0 reported, 1 the gateway refused, 2 it could not be asked.
`;

export const quarantineReport: Command = command({
  name: 'report',
  call,
  about: 'a finding is none: report it, and see what the policy would need',
  help,
  flags: {
    url: { type: 'string' },
    fingerprint: { type: 'string' },
    reason: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async ({ values: { url, fingerprint, reason, json }, positionals }, terminal) => {
    if (fingerprint === undefined) throw usageFailure(call, 'say which finding: --fingerprint HEX');
    if (reason === undefined) throw usageFailure(call, 'say why: --reason TEXT');
    const client = await openGatewayClient(url, terminal);
    const path = await entryPath(client, { call, ids: positionals });
    const reported = expectForm(reportedForm, await client.post(`${path}/false-positives`, { fingerprint, reason }));
    const yaml = `# Reported. For the policy, where it should not be found again:\n${stringify(reported.forThePolicy)}`;
    await write(terminal.stdout, json ? `${JSON.stringify(reported)}\n` : yaml);
    return 0;
  },
});
