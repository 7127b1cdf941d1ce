import type { ScanRoot } from '../files/scan-root.ts';
import { countFiles } from '../files/walk-files.ts';
import { saying, showsProgress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** How many files there are, which only a progress bar needs to know beforehand; 0 where there is none. */
export function countShown(roots: readonly ScanRoot[], terminal: Terminal, isQuiet: boolean): Promise<number> {
  if (!showsProgress(terminal, isQuiet)) return Promise.resolve(0);
  return saying(terminal, { text: 'Counting files …', isQuiet }, () => countFiles(roots));
}
