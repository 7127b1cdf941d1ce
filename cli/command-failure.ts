/** Why a command could not be done, in words for the person who typed it; each line stands for itself. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** Where the words of the command line are at fault, its help is what helps. */
export const usageFailure = (call: string, line: string): CommandFailure =>
  new CommandFailure(`${line} (see: ${call} --help)`);

/** What the operating system said, without Node's words around it. */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code === '' ? 'it failed' : `it failed (${code})`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it is no folder',
  ENOSPC: 'the disk is full',
  EIO: 'the disk does not answer',
};
