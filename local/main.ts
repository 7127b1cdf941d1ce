import { jsonLinesLog } from '../shared/log.ts';
import { ownerOnly } from './owner-only.ts';
import { storeSampleStudy } from './sample-study.ts';
import { help, type MachineSettings, settingsOfThisMachine } from './settings-of-this-machine.ts';
import { startHost } from './start-host.ts';
import { welcome } from './welcome.ts';

/** `npm start`: settings, host, welcome; ends with 2 for a wrong flag and 1 for a host that cannot start. */
async function main(): Promise<void> {
  const settings = settingsOrExplain();
  if (settings === undefined) return;
  process.umask(ownerOnly);
  const log = jsonLinesLog((line) => process.stderr.write(line));
  const host = await startHost(settings, log);
  const { firstStartSecrets: secrets } = host.identity;
  const sample = secrets && settings.storeSample ? await storeSampleStudy(settings, secrets) : undefined;
  const { policy } = host.gateway.guard;
  process.stdout.write(welcome(settings, { policy, ...(secrets && { secrets }), ...(sample && { sample }) }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void host.close().then(() => process.exit(0)));
  }
}

function settingsOrExplain(): MachineSettings | undefined {
  try {
    const settings = settingsOfThisMachine(process.argv.slice(2));
    if (settings === undefined) process.stdout.write(help);
    return settings;
  } catch (error) {
    process.stderr.write(`portcullis: ${messageOf(error)}\nRun "npm start -- --help" for what there is.\n`);
    process.exitCode = 2;
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main().catch((error: unknown) => {
  process.stderr.write(`portcullis cannot start: ${messageOf(error)}\n`);
  process.exit(1);
});
