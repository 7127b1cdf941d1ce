import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspectionIn } from '../../shared/dicom/sidecar.ts';
import type { TestGateway } from './start-gateway.ts';

/**
 * All that a gateway says besides the images themselves: its log, its audit trail, what the quarantine notes of what it
 * holds, and what the guard noted beside instances. No value of a data set may be in it.
 */
export async function everythingTold({ dataFolder, logLines }: TestGateway): Promise<string> {
  const audit = await textsIn(join(dataFolder, 'audit'), () => true);
  const notes = await textsIn(join(dataFolder, 'quarantine'), (name) => name.endsWith('.json'));
  const inspections = await inspectionsIn(join(dataFolder, 'archive'));
  return [...logLines, ...audit, ...notes, ...inspections].join('\n');
}

export async function auditEvents({
  dataFolder,
}: Pick<TestGateway, 'dataFolder'>): Promise<readonly Record<string, unknown>[]> {
  const texts = await textsIn(join(dataFolder, 'audit'), (name) => name.endsWith('.jsonl'));
  return texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).event);
}

export async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function textsIn(folder: string, isWanted: (path: string) => boolean): Promise<string[]> {
  return Promise.all((await filesIn(folder)).filter(isWanted).map((path) => readFile(path, 'latin1')));
}

async function inspectionsIn(folder: string): Promise<string[]> {
  const sidecars = (await filesIn(folder)).filter((path) => path.endsWith('.sidecar'));
  return Promise.all(sidecars.map(async (path) => JSON.stringify(inspectionIn(await readFile(path)))));
}
