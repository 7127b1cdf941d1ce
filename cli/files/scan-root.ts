import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { CommandFailure, systemReason, usageFailure } from '../command-failure.ts';

/** A PATH of the command line. Names of files need not be text, so places are bytes. */
export interface ScanRoot {
  /** As the person wrote it: what shown names begin with. */
  readonly given: string;
  readonly isFolder: boolean;
  readonly location: Buffer;
  /** What names in reports are relative to: the folder itself, or the folder of the file. */
  readonly folder: string;
}

/** All that is wrong with the paths at once; what lies in another of them is looked at once. */
export async function findScanRoots(call: string, paths: readonly string[]): Promise<readonly ScanRoot[]> {
  if (paths.length === 0) throw usageFailure(call, 'say which files or folders: PATH…');
  const faults: string[] = [];
  const found = await Promise.all(paths.map((path) => findRoot(path, faults)));
  if (faults.length > 0) throw new CommandFailure(...faults);
  const roots = found.filter((root) => root !== undefined);
  return roots.filter((root, index) => !roots.some((other, position) => covers(other, root, position < index)));
}

interface FoundRoot extends ScanRoot {
  readonly real: string;
}

async function findRoot(given: string, faults: string[]): Promise<FoundRoot | undefined> {
  try {
    const real = await realpath(given);
    const stats = await stat(real);
    const isFolder = stats.isDirectory();
    if (!isFolder && !stats.isFile()) throw Object.assign(new Error(), { code: 'ENOENT' });
    const folder = isFolder ? resolve(given) : dirname(resolve(given));
    return { given, isFolder, location: Buffer.from(resolve(given)), folder, real };
  } catch (error) {
    faults.push(`${given}: ${systemReason(error)}`);
    return undefined;
  }
}

function covers(other: FoundRoot, root: FoundRoot, isEarlier: boolean): boolean {
  if (other.real === root.real) return isEarlier;
  return other.isFolder && root.real.startsWith(other.real.endsWith(sep) ? other.real : `${other.real}${sep}`);
}
