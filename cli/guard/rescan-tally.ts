import { isAtLeast, type Verdict, verdicts } from '../../shared/guard/verdict.ts';
import { isWorse, type RescanOutcome } from '../../shared/review/rescan.ts';
import type { ExitCode } from '../command.ts';
import type { Look } from '../terminal/look.ts';
import { table } from '../terminal/table.ts';
import type { FailOn } from './flags.ts';
import { counted } from './summary-text.ts';

type Counts = Record<Verdict, number>;

const noCounts = (): Counts => Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Counts;

/** Numbers only, however many images there are. */
export class RescanTally {
  readonly #failOn: FailOn;
  readonly #before = noCounts();
  readonly #now = noCounts();
  #uninspected = 0;
  #reached = 0;
  images = 0;
  worse = 0;
  unreadable = 0;

  constructor(failOn: FailOn) {
    this.#failOn = failOn;
  }

  add(outcome: RescanOutcome): void {
    if (outcome.kind === 'gone') return;
    this.images += 1;
    if (outcome.kind === 'rescanned') this.#addRescanned(outcome);
    else this.unreadable += 1;
  }

  get exitCode(): ExitCode {
    return this.#reached + this.unreadable > 0 ? 1 : 0;
  }

  text({ columns }: Look): string {
    const rows = verdicts.map((verdict) => [verdict, counted(this.#before[verdict]), counted(this.#now[verdict])]);
    const none = this.#uninspected === 0 ? [] : [['none', counted(this.#uninspected), '0']];
    const shape = { maxWidth: columns, rightAligned: [1, 2] };
    return `\n${table([['verdict', 'noted before', 'now'], ...rows, ...none], shape)}\n${this.#lastLine()}`;
  }

  #addRescanned(outcome: Extract<RescanOutcome, { kind: 'rescanned' }>): void {
    const { before, now } = outcome;
    if (before === undefined) this.#uninspected += 1;
    else this.#before[before.verdict] += 1;
    this.#now[now.verdict] += 1;
    if (!isWorse(outcome)) return;
    this.worse += 1;
    if (isAtLeast(now.verdict, this.#failOn)) this.#reached += 1;
  }

  #lastLine(): string {
    const broken = this.unreadable === 0 ? '' : ` ${counted(this.unreadable)} are not readable; restore them.`;
    const reached = `${counted(this.#reached)} of them at ${this.#failOn} or above`;
    return `${counted(this.images)} images, ${counted(this.worse)} worse than noted before, ${reached}.${broken}\n`;
  }
}
