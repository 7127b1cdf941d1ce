import { SingleBar } from 'cli-progress';
import type { Progress } from './measure-corpus.ts';

/** On standard error, so that the tables alone can go into a file. */
export function progressBar(what: string): Progress {
  const format = `${what} {bar} {value}/{total} {eta_formatted}`;
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true });
  return {
    start: (total) => bar.start(total, 0),
    update: (done) => bar.update(done),
    stop: () => bar.stop(),
  };
}
