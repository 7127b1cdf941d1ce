import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openPostgresIndex } from '../../shared/adapters/sql/open-postgres-index.ts';
import { openSqliteIndex } from '../../shared/adapters/sql/open-sqlite-index.ts';
import type { StudyIndex } from '../../shared/ports/study-index.ts';
import { startPostgres } from '../../test/contract/postgres-server.ts';
import { growthSearches } from './growth-searches.ts';
import { fillIndex, measureSearch } from './measure-growth.ts';

const help = `Puts made studies straight into an index and prints what each search costs at two sizes.

  npm run bench:growth                                    10,000 and 1,000,000 studies on SQLite (about half an hour)
  npm run bench:growth -- --database postgres             on a PostgreSQL server that it starts for itself
  npm run bench:growth -- --studies 300000 --small 10000
  npm run bench:growth -- --folder /somewhere             keeps the SQLite file there, to be looked at

An index of 10,000 is measured first, then filled up. Each figure is the median of 15 to 300 searches.
`;

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'sqlite' },
    studies: { type: 'string', default: '1000000' },
    small: { type: 'string', default: '10000' },
    folder: { type: 'string' },
    help: { type: 'boolean' },
  },
});

interface Opened {
  readonly index: StudyIndex;
  close(): Promise<void>;
}

async function openSqlite(): Promise<Opened> {
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'portcullis-growth-')));
  await mkdir(folder, { recursive: true });
  const index = await openSqliteIndex(join(folder, 'index.sqlite'));
  const close = async () => {
    await index.close();
    if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { index, close };
}

async function openPostgres(): Promise<Opened> {
  const server = await startPostgres();
  if (server === undefined) throw new Error('PostgreSQL cannot start on this machine');
  const index = await openPostgresIndex(server.settings);
  const close = async () => {
    await index.close();
    await server.stop();
  };
  return { index, close };
}

async function measureAll(index: StudyIndex, studies: number) {
  const figures = [];
  for (const search of growthSearches) figures.push(await measureSearch(index, search, studies));
  return figures;
}

async function main(): Promise<void> {
  const [small, large] = [Number(values.small), Number(values.studies)];
  const { index, close } = await (values.database === 'postgres' ? openPostgres() : openSqlite());
  const began = performance.now();
  const progress = (studies: number) =>
    void process.stderr.write(`${studies} studies after ${((performance.now() - began) / 1_000).toFixed(0)} s\n`);
  try {
    await fillIndex(index, { from: 0, to: small }, progress);
    const atSmall = await measureAll(index, small);
    await fillIndex(index, { from: small, to: large }, progress);
    progress(large);
    const atLarge = await measureAll(index, large);
    process.stdout.write(`${values.database}: milliseconds a search (median), and how many match\n`);
    process.stdout.write(
      `| search | ${small} studies | ${large} studies | factor | matches | matches |\n|---|--:|--:|--:|--:|--:|\n`,
    );
    for (const [place, { name }] of growthSearches.entries()) {
      const [one, other] = [atSmall[place], atLarge[place]];
      if (one === undefined || other === undefined) continue;
      const factor = (other.ms / one.ms).toFixed(1);
      process.stdout.write(
        `| ${name} | ${one.ms.toFixed(2)} | ${other.ms.toFixed(2)} | ${factor} | ${one.total} | ${other.total} |\n`,
      );
    }
  } finally {
    await close();
  }
}

if (values.help === true) process.stdout.write(help);
else await main();
