import { type Verdict, verdicts } from '../../shared/guard/verdict.ts';
import { CommandFailure } from '../command-failure.ts';

export type FailOn = Exclude<Verdict, 'allow'>;

/** From which verdict on a command ends with 1. */
export function failOnOf(word: string = 'quarantine'): FailOn {
  return oneOf('--fail-on', word, verdicts.slice(1) as FailOn[]);
}

export function oneOf<Word extends string>(flag: string, word: string, words: readonly Word[]): Word {
  const found = words.find((each) => each === word);
  if (found === undefined) throw new CommandFailure(`${flag} must be one of ${words.join(', ')}`);
  return found;
}

const mostJobs = 64;

/** Reading waits for the disk, so a few files are read ahead; looking at them is one thread's work. */
export function jobsOf(word: string = '4'): number {
  return wholeNumber('--jobs', word, { from: 1, to: mostJobs });
}

export function wholeNumber(
  flag: string,
  word: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const number = Number(word);
  if (/^[0-9]+$/.test(word) && number >= from && number <= to) return number;
  throw new CommandFailure(`${flag} must be a whole number from ${from} to ${to}`);
}
