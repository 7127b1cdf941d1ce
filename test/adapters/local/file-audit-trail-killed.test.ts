import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { AuditRecord } from '../../../shared/audit/audit-record.ts';
import { temporaryAuditFolder } from './temporary-audit-trail.ts';

const recorder = fileURLToPath(new URL('../../audit/record-until-killed.ts', import.meta.url));

/** Kills the recorder as soon as it has acknowledged `killAfter` events; answers all that it acknowledged. */
async function recordUntilKilled(dataFolder: string, prefix: string, killAfter: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [recorder, dataFolder, prefix], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > killAfter) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1);
}

it('has every acknowledged event after kill -9, in a whole trail, round after round', async () => {
  const folder = await temporaryAuditFolder();
  onTestFinished(folder.remove);
  const acknowledged: string[] = [];

  for (const [round, killAfter] of [1, 40, 333, 90].entries()) {
    acknowledged.push(...(await recordUntilKilled(folder.data, `round-${round}`, killAfter)));
    await (await folder.open()).close();
  }

  const kept = new Set((await folder.readTexts()).map((text) => (JSON.parse(text) as AuditRecord).event.requestId));
  expect(acknowledged.length).toBeGreaterThanOrEqual(464);
  expect(acknowledged.filter((requestId) => !kept.has(requestId))).toEqual([]);
  expect(await folder.verify()).toMatchObject({ verdict: { kind: 'whole', hasTornTail: false } });
});
