import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly studies: number;
  readonly runs: number;
  readonly connections: readonly number[];
  /** Names of sections; empty: all of them. */
  readonly sections: readonly string[];
  /** How many of a workload's calls are made; quick is a first look, not a figure. */
  readonly share: number;
  readonly multiFrameBytes: number;
  readonly withOrthanc: boolean;
  readonly jsonFile?: string;
  readonly profileFolder?: string;
}

export const help = `Measures Portcullis beside Orthanc, turn about on this machine, and prints ratios.

  npm run bench                        about ten minutes; all sections, 2,000 studies, medians of three runs
  npm run bench -- --quick             a first look in under two minutes
  npm run bench -- --sections search   some of: store, index, search, retrieve, multi-frame
  npm run bench -- --json figures.json the figures as JSON, too

Flags
  --studies NUMBER     studies in the index, one small image each (2,000)
  --runs NUMBER        runs of each measurement; the median counts (3)
  --connections LIST   how many requests are under way at once (1,4)
  --no-orthanc         Portcullis alone: no ratios
  --profile FOLDER     writes a CPU profile of the gateway there, for Chrome's developer tools
  --help               this text

Orthanc is used where Debian's packages orthanc and orthanc-dicomweb are installed. Both servers run on loopback in
folders of their own that are removed at the end; Portcullis runs as "npm start" has it: with sign-in, audit and fsync.
`;

const flags = {
  studies: { type: 'string' },
  runs: { type: 'string' },
  connections: { type: 'string' },
  sections: { type: 'string' },
  json: { type: 'string' },
  profile: { type: 'string' },
  quick: { type: 'boolean' },
  orthanc: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const megabyte = 1_000_000;

/** Undefined when help was asked for; throws one readable error for a wrong flag. */
export function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: flags, allowNegative: true });
  if (values.help === true) return undefined;
  const isQuick = values.quick === true;
  return {
    studies: wholeNumber('--studies', values.studies ?? (isQuick ? '400' : '2000'), 100),
    runs: wholeNumber('--runs', values.runs ?? (isQuick ? '1' : '3')),
    connections: listOf(values.connections ?? '1,4').map((text) => wholeNumber('--connections', text)),
    sections: listOf(values.sections ?? ''),
    share: isQuick ? 0.25 : 1,
    multiFrameBytes: (isQuick ? 50 : 200) * megabyte,
    withOrthanc: values.orthanc ?? true,
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
    ...(values.profile === undefined ? {} : { profileFolder: values.profile }),
  };
}

const listOf = (text: string): string[] => text.split(',').filter((item) => item !== '');

function wholeNumber(name: string, text: string, from = 1): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= from) return number;
  throw new Error(`${name} must be a whole number of at least ${from}`);
}
