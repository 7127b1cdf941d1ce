import { once } from 'node:events';

export type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** Where a command speaks: its report to `stdout`, what a person should know meanwhile to `stderr`. */
export interface Terminal {
  readonly stdout: Screen;
  readonly stderr: Screen;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Waits for a slow reader, so that a report of any length is never gathered in memory. */
export async function write(screen: NodeJS.WritableStream, text: string): Promise<void> {
  if (text !== '' && !screen.write(text)) await once(screen, 'drain');
}

const usualColumns = 100;
const fewestColumns = 60;

/** Lines are laid out for this width; a file or a pipe gets the usual one. */
export const columnsOf = ({ columns = usualColumns }: Screen): number => Math.max(columns, fewestColumns);
