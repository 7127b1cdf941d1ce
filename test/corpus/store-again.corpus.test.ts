import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';
import { type StoredAgain, storeAgain } from '../makers/store-again.ts';
import { type CatalogueEntry, corpusFolder, noCorpusNotice, readCatalogue } from './catalogue.ts';

const folder = corpusFolder();
if (folder === undefined) console.warn(noCorpusNotice);
const entries = folder === undefined ? [] : readCatalogue(folder);

const duplicateSopInstance = 0x0111;

/**
 * Why metadata that a file of the corpus has cannot be metadata of a new one. A file may be kept with what is wrong in it,
 * because it is kept byte by byte; one that is written here has to be right.
 */
const defensibleRefusals: readonly (readonly [RegExp, string])[] = [
  [/has a value that \w\w cannot hold/, 'PS3.5 6.2: no value of its VR'],
  [
    /\(7FE0,0010\) has bytes that are no picture of the media type/,
    'the codestream is broken, or of another kind than its transfer syntax says',
  ],
  [
    /\(7FE0,0010\) has bytes that are not of the transfer syntax/,
    'the codestream is of another kind than its transfer syntax says',
  ],
  [/\(7FE0,0010\) has a transfer-syntax that bulk data cannot be in/, 'PS3.18 8.7.3: big endian is not on the wire'],
  [/\(0028,\d{4}\) is not what the pixel data are/, 'the header and the codestream contradict each other'],
];

/** Where what is written here is right, and what was sent is not. */
const defensibleDifferences: readonly (readonly [RegExp, string])[] = [
  [
    /GDCMJ2K_TextGBR\.dcm \(\w+\): the bytes of 7FE00010$/,
    'PS3.5 8.2.4: its codestream lies in a JP2 file, whose boxes are left out',
  ],
];

interface Journey {
  readonly entry: CatalogueEntry;
  readonly form: 'json' | 'xml';
  readonly again: StoredAgain;
}

describe.skipIf(folder === undefined)('the corpus as metadata and bulk data', () => {
  it('is stored as it was, or a rule says why it cannot be', async () => {
    const journeys = await travel(entries);

    const refused = journeys.filter(({ again }) => again.refusal !== undefined);
    const stored = journeys.filter(({ again }) => again.refusal === undefined);
    console.log(report(stored, refused));
    const undefended = refused.filter(
      ({ again }) => !defensibleRefusals.some(([pattern]) => pattern.test(again.refusal ?? '')),
    );
    expect(undefended.map(({ entry, form, again }) => `${entry.name} (${form}): ${again.refusal}`)).toEqual([]);
    const differing = stored.flatMap(({ entry, form, again }) =>
      again.differences.map((what) => `${entry.name} (${form}): ${what}`),
    );
    expect(differing.filter((line) => !defensibleDifferences.some(([pattern]) => pattern.test(line)))).toEqual([]);
  }, 900_000);
});

/** Files that share a SOP Instance UID cannot live in one archive: each goes into the first where its name is free. */
async function travel(files: readonly CatalogueEntry[]): Promise<Journey[]> {
  const gateway = await startGateway();
  const journeys: Journey[] = [];
  const nextRound: CatalogueEntry[] = [];
  for (const entry of files) {
    const path = await pathOfStored(gateway, entry);
    if (path === 'name-taken') nextRound.push(entry);
    if (path === 'name-taken' || path === undefined) continue;
    for (const form of ['json', 'xml'] as const) {
      journeys.push({ entry, form, again: await storeAgain(gateway, path, form) });
    }
  }
  await gateway.close();
  return nextRound.length === 0 ? journeys : [...journeys, ...(await travel(nextRound))];
}

async function pathOfStored(gateway: TestGateway, entry: CatalogueEntry): Promise<string | 'name-taken' | undefined> {
  const response = await gateway.fetch('/studies', {
    method: 'POST',
    body: readFileSync(entry.path) as Buffer<ArrayBuffer>,
    headers: { 'content-type': 'application/dicom' },
  });
  const answer = (await response.json()) as DicomJson;
  const [stored] = (answer['00081199']?.Value ?? []) as DicomJson[];
  if (stored !== undefined) return String(stored['00081190']?.Value?.[0]).slice(gateway.dicomwebUrl.length);
  const [failure] = (answer['00081198']?.Value ?? []) as DicomJson[];
  return failure?.['00081197']?.Value?.[0] === duplicateSopInstance ? 'name-taken' : undefined;
}

function report(stored: readonly Journey[], refused: readonly Journey[]): string {
  const bulkValues = stored.reduce((sum, { again }) => sum + again.bulkValues, 0);
  const byReason = Map.groupBy(refused, ({ again }) => again.refusal ?? '');
  return [
    `  ${stored.length}  stored again with equal attributes, ${bulkValues} bulk values equal`,
    ...[...byReason].flatMap(([reason, those]) => [
      `  ${those.length}  refused: ${reason}`,
      ...those.map(({ entry, form }) => `          ${entry.name} (${form})`),
    ]),
  ].join('\n');
}
