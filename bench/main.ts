import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { measureSection, type SectionFigures } from './measure.ts';
import { type BenchOptions, help, parseOptions } from './options.ts';
import { isOrthancInstalled, startOrthanc } from './orthanc.ts';
import { startPortcullis } from './portcullis.ts';
import { tableOf } from './table.ts';
import type { Target } from './target.ts';
import type { Section } from './workload.ts';
import { indexSection } from './workloads/fill-index.ts';
import { multiFrameSection } from './workloads/multi-frame.ts';
import { retrieveSection } from './workloads/retrieve.ts';
import { searchSection } from './workloads/search.ts';
import { storeSection } from './workloads/store.ts';

/** `npm run bench`: servers, sections, table; the servers end whatever happens. */
async function main(): Promise<void> {
  const plan = planOrExplain();
  if (plan === undefined) return;
  const { options, sections } = plan;
  const targets: Target[] = [];
  let closing: Promise<unknown> | undefined;
  const closeAll = () => {
    closing ??= Promise.all(targets.map((target) => target.close()));
    return closing;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void closeAll().then(() => process.exit(1)));
  }
  try {
    targets.push(await startPortcullis(options.profileFolder));
    if (hasOrthanc(options)) targets.push(await startOrthanc());
    const figures = await measureAll(sections, targets, options);
    const names = targets.map(({ name }) => name);
    process.stdout.write(tableOf(figures, names));
    if (options.jsonFile !== undefined) await writeFile(options.jsonFile, jsonOf(figures, names, options));
  } finally {
    await closeAll();
  }
}

function planOrExplain(): { readonly options: BenchOptions; readonly sections: readonly Section[] } | undefined {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options !== undefined) return { options, sections: sectionsOf(options) };
    process.stdout.write(help);
    return undefined;
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n\n${help}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** The searches need what the index section stores. */
function sectionsOf(options: BenchOptions): readonly Section[] {
  const wanted = new Set(options.sections);
  if (wanted.has('search')) wanted.add('index');
  const makers = [storeSection, indexSection, searchSection, retrieveSection, multiFrameSection];
  const all = makers.map((sectionOf) => sectionOf(options));
  const unknown = [...wanted].find((name) => all.every((section) => section.name !== name));
  if (unknown !== undefined) throw new Error(`there is no section ${unknown}`);
  return all.filter(({ name }) => wanted.size === 0 || wanted.has(name));
}

function hasOrthanc({ withOrthanc }: BenchOptions): boolean {
  const isInstalled = isOrthancInstalled();
  if (withOrthanc && !isInstalled) {
    process.stderr.write('No Orthanc here (Debian: orthanc, orthanc-dicomweb), so there are no ratios.\n');
  }
  return withOrthanc && isInstalled;
}

async function measureAll(
  sections: readonly Section[],
  targets: readonly Target[],
  options: BenchOptions,
): Promise<readonly SectionFigures[]> {
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const figures: SectionFigures[] = [];
  for (const section of sections) figures.push(await measureSection(section, { targets, options, progress }));
  return figures;
}

function jsonOf(sections: readonly SectionFigures[], targets: readonly string[], options: BenchOptions): string {
  const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model };
  const { studies, runs } = options;
  return `${JSON.stringify({ date: new Date().toISOString(), machine, studies, runs, targets, sections }, undefined, 2)}\n`;
}

await main();
