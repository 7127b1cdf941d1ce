import { parseArgs } from 'node:util';

export interface GuardBenchOptions {
  readonly plants: number;
  readonly seed: number;
  readonly jsonFile?: string;
  /** Where each miss and each false finding goes, with its synthetic text. */
  readonly listFile?: string;
  readonly withCorpus: boolean;
  readonly withLatency: boolean;
  readonly withSlopes: boolean;
  readonly withStow: boolean;
  /** Of each measurement of the store rate. */
  readonly runs: number;
}

export const help = `Measures the guard: what it finds, what it takes for an identifier, and what it costs.

  npm run bench:guard                    corpus, latency and slopes; a few minutes
  npm run bench:guard -- --no-slopes     corpus and latency only
  npm run bench:guard -- --list FILE     writes each miss and each false finding there (the values are synthetic)
  npm run bench:guard -- --stow          only the rate of stores with the guard against without it

Flags
  --plants NUMBER   identifiers in the corpus, at least (6,000)
  --seed NUMBER     of the corpus; the same seed makes the same files (1)
  --json FILE       the figures as JSON, too
  --list FILE       misses and false findings
  --runs NUMBER     runs of each store measurement; the median counts (11)
  --no-corpus, --no-latency, --no-slopes
  --help            this text

It ends with 1 when a target is missed.
`;

const flags = {
  plants: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'string' },
  list: { type: 'string' },
  runs: { type: 'string' },
  stow: { type: 'boolean' },
  corpus: { type: 'boolean' },
  latency: { type: 'boolean' },
  slopes: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Undefined when help was asked for; throws one readable error for a wrong flag. */
export function parseOptions(args: readonly string[]): GuardBenchOptions | undefined {
  const { values } = parseArgs({ args: [...args], options: flags, allowNegative: true });
  if (values.help === true) return undefined;
  const withStow = values.stow === true;
  return {
    plants: wholeNumber('--plants', values.plants ?? '6000', 1),
    seed: wholeNumber('--seed', values.seed ?? '1', 0),
    runs: wholeNumber('--runs', values.runs ?? '11', 1),
    withStow,
    withCorpus: values.corpus ?? !withStow,
    withLatency: values.latency ?? !withStow,
    withSlopes: values.slopes ?? !withStow,
    ...(values.json === undefined ? {} : { jsonFile: values.json }),
    ...(values.list === undefined ? {} : { listFile: values.list }),
  };
}

function wholeNumber(name: string, text: string, from: number): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= from) return number;
  throw new Error(`${name} must be a whole number of at least ${from}`);
}
