import { MultiBar } from 'cli-progress';
import { columnsOf, type Terminal, write } from './terminal.ts';

/** How far a long work has come, for the person who waits; nothing at all where none does. */
export interface Progress {
  /** `note` is short: what came of what is done. */
  update(done: number, note: string): void;
  /** For lines that appear while the bar is there: they stand above it. */
  print(text: string): Promise<void>;
  stop(): void;
}

export interface ProgressWish {
  readonly total: number;
  /** What is counted, in the plural. */
  readonly unit: string;
  readonly isQuiet: boolean;
}

export const showsProgress = ({ stderr }: Terminal, isQuiet: boolean): boolean => stderr.isTTY === true && !isQuiet;

export function startProgress(terminal: Terminal, { total, unit, isQuiet }: ProgressWish): Progress {
  if (!showsProgress(terminal, isQuiet)) return unseen(terminal);
  const bars = barsOn(terminal, unit);
  const bar = bars.create(total, 0, { note: '' });
  bars.update();
  return {
    update: (done, note) => bar.update(done, { note }),
    print: async (text) => {
      if (terminal.stdout.isTTY === true) clearLine(terminal);
      await write(terminal.stdout, text);
    },
    stop: () => bars.stop(),
  };
}

/** What is said before there is a number to show, such as that files are being counted. */
export async function saying<T>(
  terminal: Terminal,
  { text, isQuiet }: { readonly text: string; readonly isQuiet: boolean },
  work: () => Promise<T>,
): Promise<T> {
  if (!showsProgress(terminal, isQuiet)) return work();
  terminal.stderr.write(text);
  try {
    return await work();
  } finally {
    clearLine(terminal);
  }
}

const clearLine = ({ stderr }: Terminal): boolean => stderr.write('\r\x1b[K');

const unseen = ({ stdout }: Terminal): Progress => ({
  update: () => undefined,
  print: (text) => write(stdout, text),
  stop: () => undefined,
});

const roomForWords = 76;

/** `SingleBar` goes back to where it began when it ends, over all that was printed meanwhile; of `MultiBar` one bar does not. */
function barsOn({ stderr }: Terminal, unit: string): MultiBar {
  return new MultiBar({
    stream: stderr,
    format: `{bar} {percentage}%  {value}/{total} ${unit}  ETA {eta_formatted}  {note}`,
    barsize: Math.min(24, Math.max(8, columnsOf(stderr) - roomForWords)),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    forceRedraw: true,
    etaBuffer: 200,
    linewrap: true,
  });
}
