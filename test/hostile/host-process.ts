import { setTimeout as sleep } from 'node:timers/promises';
import { settingsOfThisMachine } from '../../local/settings-of-this-machine.ts';
import { startHost } from '../../local/start-host.ts';
import { jsonLinesLog } from '../../shared/log.ts';
import { maintainPermit } from '../makers/permits.ts';
import type { HostQuestion, StartedHost } from './host-under-attack.ts';

/** The embedded host as a process of its own, which answers questions about itself. */
const settings = settingsOfThisMachine([...process.argv.slice(2), '--no-sample']);
if (settings === undefined) throw new Error('no settings');
const host = await startHost(
  settings,
  jsonLinesLog((line) => process.stderr.write(line)),
);
const { client, users = [] } = host.identity.firstStartSecrets ?? {};
const admin = users.find(({ group }) => group === 'administrator');
if (client === undefined || admin === undefined) throw new Error('the data folder is not fresh');

const answers: Readonly<Record<HostQuestion['question'], () => Promise<unknown>>> = {
  'index-digest': () => host.gateway.index.digest(maintainPermit),
  'resident-bytes': async () => process.memoryUsage.rss(),
  'resident-bytes-collected': collectedBytes,
};
process.on('message', ({ id, question }: HostQuestion) => {
  void answers[question]().then((answer) => process.send?.({ id, answer }));
});
process.once('disconnect', () => void host.close().then(() => process.exit(0)));
process.send?.({ client, admin } satisfies StartedHost);

/** The last resort also gives empty pages back, which V8 would otherwise keep at hand. */
async function collectedBytes(): Promise<number> {
  await globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  await sleep(1);
  return process.memoryUsage.rss();
}
