import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareWithDcmjs } from '../dicom/compare-with-dcmjs.ts';
import { readBytes, refusalOf } from '../dicom/read-bytes.ts';
import { type CatalogueEntry, corpusFolder, noCorpusNotice, readCatalogue } from './catalogue.ts';

/**
 * Why a file that two other parsers read whole is refused here. Each is a rule of the standard that a gateway has to keep,
 * because what it stores must have one name and one reading.
 */
const defensibleRefusals: Readonly<Record<string, string>> = {
  'no-preamble': 'PS3.10 7.1: no preamble and magic word',
  'media-directory': 'PS3.10 8: a DICOMDIR is no instance',
  'transfer-syntax-missing': 'PS3.10 7.1: nothing says how the data set is laid out',
  'uid-missing': 'PS3.3 C.7, C.12.1: no study, series or instance UID to keep it under',
  'uid-invalid': 'PS3.5 9.1: its name is no UID',
  'uid-conflict': 'PS3.5 7.1: an element that names it is there twice',
  'element-invalid': 'PS3.5 7.8.1: group 0001 may not be used',
};

/** dcmjs does not read these at all, so there is nothing to compare with. */
const oracleGaps: readonly (readonly [RegExp, string])[] = [
  [/meta length tag/, 'dcmjs needs a group length of the file meta'],
  [/multiple character sets/, 'dcmjs reads no code extensions'],
];

const folder = corpusFolder();
if (folder === undefined) console.warn(noCorpusNotice);
const entries = folder === undefined ? [] : readCatalogue(folder);

describe.skipIf(folder === undefined)('the reader on the corpus', () => {
  it('reads every file that others read whole, or has a rule not to', async () => {
    const refused = await refusals(entries.filter(({ isReadWholeByOthers }) => isReadWholeByOthers));

    console.log(
      table(
        'refused although others read it whole',
        countBy(refused, ({ code }) => `${code}: ${defensibleRefusals[code]}`),
      ),
    );
    expect(refused.filter(({ code }) => defensibleRefusals[code] === undefined)).toEqual([]);
  });

  it('refuses, with a code, what others cannot read whole', async () => {
    const broken = entries.filter(({ isReadWholeByOthers }) => !isReadWholeByOthers);

    const refused = await refusals(broken);

    console.log(
      table(
        'refused as others do',
        countBy(refused, ({ code }) => code),
      ),
    );
    expect(refused.length + (await readable(broken)).length).toBe(broken.length);
  });

  it('differs from dcmjs only where a rule says why', async () => {
    const found = await Promise.all((await readable(entries)).map(compare));

    const differences = found.flatMap(({ name, comparison }) =>
      comparison.differences.map((each) => ({ name, ...each })),
    );
    const equal = found.reduce((sum, { comparison }) => sum + comparison.equalAttributes, 0);
    const gaps = found.flatMap(({ gap }) => gap ?? []);
    console.log(
      table(
        `${found.length} files, ${equal} attributes equal`,
        countBy(differences, ({ reason }) => reason ?? 'UNEXPLAINED'),
      ),
    );
    console.log(
      table(
        'not compared',
        countBy(gaps, (gap) => gap),
      ),
    );
    expect(differences.filter(({ reason }) => reason === undefined).map(({ name, path }) => `${name} ${path}`)).toEqual(
      [],
    );
    expect(equal).toBeGreaterThan(0);
  });
});

async function refusals(among: readonly CatalogueEntry[]): Promise<{ name: string; code: string }[]> {
  const codes = await Promise.all(
    among.map(async ({ name, path }) => ({ name, code: await refusalOf(readFileSync(path)) })),
  );
  return codes.filter(({ code }) => code !== 'read');
}

async function readable(among: readonly CatalogueEntry[]): Promise<CatalogueEntry[]> {
  const refused = new Set((await refusals(among)).map(({ name }) => name));
  return among.filter(({ name }) => !refused.has(name));
}

interface Compared {
  readonly name: string;
  readonly comparison: Comparison;
  readonly gap?: string;
}

async function compare({ name, path }: CatalogueEntry): Promise<Compared> {
  const bytes = readFileSync(path);
  const header = await readBytes(bytes);
  try {
    return { name, comparison: compareWithDcmjs(bytes, header) };
  } catch (error) {
    return { name, comparison: { equalAttributes: 0, differences: [] }, gap: gapOf(error) };
  }
}

function gapOf(error: unknown): string {
  const gap = oracleGaps.find(([pattern]) => pattern.test(String(error)));
  if (gap === undefined) throw error;
  return gap[1];
}

function countBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function table(title: string, counts: ReadonlyMap<string, number>): string {
  const rows = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([what, count]) => `${String(count).padStart(7)}  ${what}`);
  return [title, ...rows].join('\n');
}
