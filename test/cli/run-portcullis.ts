import { Writable } from 'node:stream';
import { portcullis } from '../../cli/portcullis.ts';
import type { Screen, Terminal } from '../../cli/terminal/terminal.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunWish {
  readonly env?: Readonly<Record<string, string>>;
  /** As if a person looked at both screens. */
  readonly isTty?: boolean;
  /** Hears what is said while it runs. */
  readonly onErr?: (text: string) => void;
}

/** The command in this process, with what it said. */
export async function runPortcullis(
  args: readonly string[],
  { env = {}, isTty = false, onErr }: RunWish = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    stdout: screen(isTty, (text) => out.push(text)),
    stderr: screen(isTty, (text) => {
      err.push(text);
      onErr?.(text);
    }),
    env,
  };
  const code = await portcullis(args, terminal);
  return { code, out: out.join(''), err: err.join('') };
}

function screen(isTTY: boolean, take: (text: string) => void): Screen {
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      take(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { isTTY, columns: 100 });
}
