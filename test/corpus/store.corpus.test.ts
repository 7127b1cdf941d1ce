import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { type CatalogueEntry, corpusFolder, noCorpusNotice, readCatalogue } from './catalogue.ts';
import { findPixels } from './pixel-frames.ts';

const folder = corpusFolder();
if (folder === undefined) console.warn(noCorpusNotice);
const entries = folder === undefined ? [] : readCatalogue(folder);
const duplicateSopInstance = 0x0111;
const heldByGuard = 'c0d1';
/** Of files that nobody planted anything in, the guard may hold one of two hundred. */
const maxHeldShare = 0.005;

/** What became of one file on its way in and out again. */
interface Journey {
  readonly entry: CatalogueEntry;
  readonly refusal?: string;
  /** The guard's, of what was stored. */
  readonly warning?: string;
  readonly differences: readonly string[];
  readonly frames: number;
}

describe.skipIf(folder === undefined)('the gateway on the corpus', () => {
  it('stores what others read whole or says which rule forbids it, and gives back every byte and every frame', async () => {
    const journeys = await travel(entries);

    const whole = journeys.filter(({ entry }) => entry.isReadWholeByOthers);
    const broken = journeys.filter(({ entry }) => !entry.isReadWholeByOthers);
    console.log(report('files that others read whole', whole));
    console.log(report('files that others cannot read whole', broken));
    expect(journeys).toHaveLength(entries.length);
    expect(journeys.flatMap(({ entry, differences }) => differences.map((what) => `${entry.name}: ${what}`))).toEqual(
      [],
    );
    const held = journeys.filter(({ refusal }) => refusal?.startsWith(heldByGuard));
    expect(held.length / journeys.length).toBeLessThanOrEqual(maxHeldShare);
  }, 900_000);
});

/** Files that share a SOP Instance UID cannot live in one archive: each goes into the first where its name is free. */
async function travel(files: readonly CatalogueEntry[]): Promise<Journey[]> {
  const gateway = await startGateway();
  const journeys: Journey[] = [];
  const nextRound: CatalogueEntry[] = [];
  for (const entry of files) {
    const journey = await sendThrough(gateway, entry);
    if (journey === 'name-taken') nextRound.push(entry);
    else journeys.push(journey);
  }
  await gateway.close();
  return nextRound.length === 0 ? journeys : [...journeys, ...(await travel(nextRound))];
}

async function sendThrough(gateway: TestGateway, entry: CatalogueEntry): Promise<Journey | 'name-taken'> {
  const file = readFileSync(entry.path);
  const response = await gateway.fetch('/studies', {
    method: 'POST',
    body: file as Buffer<ArrayBuffer>,
    headers: { 'content-type': 'application/dicom' },
  });
  const answer = (await response.json()) as DicomJson;
  const [stored] = (answer['00081199']?.Value ?? []) as DicomJson[];
  if (stored !== undefined)
    return { entry, ...warningOf(stored), ...(await comeBack(gateway, { entry, file, stored })) };
  const failure = ((answer['00081198'] ?? answer['0008119A'])?.Value?.[0] ?? {}) as DicomJson;
  if (failure['00081197']?.Value?.[0] === duplicateSopInstance) return 'name-taken';
  return { entry, refusal: `${reasonOf(failure)} ${failure['00000902']?.Value?.[0]}`, differences: [], frames: 0 };
}

/** The guard stores what it flags, and says so. */
const warningOf = (stored: DicomJson): Pick<Journey, 'warning'> => {
  const [warning] = stored['00000902']?.Value ?? [];
  return warning === undefined ? {} : { warning: String(warning) };
};

const reasonOf = (failure: DicomJson): string => Number(failure['00081197']?.Value?.[0]).toString(16).padStart(4, '0');

interface Stored {
  readonly entry: CatalogueEntry;
  readonly file: Buffer;
  readonly stored: DicomJson;
}

async function comeBack(gateway: TestGateway, { entry, file, stored }: Stored) {
  const path = String(stored['00081190']?.Value?.[0]).slice(gateway.dicomwebUrl.length);
  const asReceived = Buffer.concat([Buffer.alloc(128), file.subarray(128)]);
  const response = await gateway.fetch(path, { headers: { accept: 'application/dicom; transfer-syntax=*' } });
  const isIdentical = Buffer.from(await response.arrayBuffer()).equals(asReceived);
  const found = findPixels(file, entry);
  const { differences, frames } =
    found === undefined ? { differences: [], frames: 0 } : await compareFrames(gateway, path, found);
  return { differences: isIdentical ? differences : ['the instance differs', ...differences], frames };
}

async function compareFrames(gateway: TestGateway, path: string, found: NonNullable<ReturnType<typeof findPixels>>) {
  const fetched = await fetchFrames(gateway, path);
  if (fetched === undefined) return { differences: ['no frames'], frames: 0 };
  if (found.kind === 'encapsulated') {
    const isEqual = Buffer.concat(fetched).equals(Buffer.concat(found.fragments));
    return { differences: isEqual ? [] : ['the joined frames are not the joined fragments'], frames: fetched.length };
  }
  const unequal = found.frames.filter((frame, number) => !fetched[number]?.equals(frame)).length;
  const isComplete = fetched.length === found.frames.length;
  return {
    differences:
      unequal === 0 && isComplete ? [] : [`${unequal} of ${found.frames.length} frames differ, ${fetched.length} came`],
    frames: fetched.length,
  };
}

async function fetchFrames(gateway: TestGateway, path: string): Promise<Buffer[] | undefined> {
  const metadata = (await (
    await gateway.fetch(`${path}/metadata`, { headers: { accept: 'application/dicom+json' } })
  ).json()) as DicomJson[];
  const count = Number(metadata[0]?.['00280008']?.Value?.[0] ?? 1) || 1;
  const list = Array.from({ length: count }, (_, at) => at + 1).join(',');
  const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
  const response = await gateway.fetch(`${path}/frames/${list}`, { headers: { accept } });
  if (response.status !== 200) return undefined;
  return (await readParts(response)).map(({ body }) => body);
}

function report(title: string, journeys: readonly Journey[]): string {
  const stored = journeys.filter(({ refusal }) => refusal === undefined);
  const refused = Map.groupBy(
    journeys.filter(({ refusal }) => refusal !== undefined),
    ({ refusal }) => refusal ?? '',
  );
  const warned = stored.filter(({ warning }) => warning !== undefined);
  const frames = stored.reduce((sum, journey) => sum + journey.frames, 0);
  return [
    `${title}: ${journeys.length}`,
    `  ${String(stored.length).padStart(4)}  stored and fetched back identical, ${frames} frames equal`,
    ...warned.map(({ entry, warning }) => `          ${entry.name}: ${warning}`),
    ...[...refused]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([reason, those]) => [
        `  ${String(those.length).padStart(4)}  refused: ${reason}`,
        ...those.map(({ entry }) => `          ${entry.name}`),
      ]),
  ].join('\n');
}
