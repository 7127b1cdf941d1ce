import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { systemReason } from '../command-failure.ts';
import type { ScanRoot } from './scan-root.ts';

/** A file of the tree, by the bytes of its name. */
export interface FoundFile {
  readonly kind: 'file';
  readonly root: ScanRoot;
  readonly location: Buffer;
  /** From `root.folder` on, with slashes. */
  readonly inRoot: Buffer;
}

/** `passed-over`: a link, which could lead out of the tree or around in it, or what is no file (a pipe, a device). */
export type FoundEntry =
  | FoundFile
  | (Omit<FoundFile, 'kind'> & { readonly kind: 'passed-over' })
  | (Omit<FoundFile, 'kind'> & { readonly kind: 'unread-folder'; readonly reason: string });

/** Everything in these trees, whatever it is called, each folder's entries by the bytes of their names. */
export async function* walkFiles(roots: readonly ScanRoot[]): AsyncGenerator<FoundEntry> {
  for (const root of roots) {
    if (root.isFolder) yield* walkFolder({ root, location: root.location, inRoot: Buffer.alloc(0) });
    else yield { kind: 'file', root, location: root.location, inRoot: lastName(root.location) };
  }
}

/** How many `walkFiles` will give, for whoever shows how far it is. */
export async function countFiles(roots: readonly ScanRoot[]): Promise<number> {
  let count = 0;
  for await (const { kind } of walkFiles(roots)) if (kind === 'file') count += 1;
  return count;
}

/** As a person reads it: what was typed, and the way from there. */
export function shownName({ root, inRoot }: Pick<FoundFile, 'root' | 'inRoot'>): string {
  if (!root.isFolder || inRoot.length === 0) return root.given;
  return `${root.given.replace(/[\\/]+$/, '')}/${inRoot}`;
}

type Folder = Omit<FoundFile, 'kind'>;

async function* walkFolder(folder: Folder): AsyncGenerator<FoundEntry> {
  const names = await namesIn(folder.location);
  if (!Array.isArray(names)) yield { ...folder, kind: 'unread-folder', reason: names.reason };
  else for (const entry of names) yield* entryIn(folder, entry);
}

async function* entryIn({ root, location, inRoot }: Folder, entry: Dirent<Buffer>): AsyncGenerator<FoundEntry> {
  const place = { root, location: joined(location, entry.name), inRoot: joined(inRoot, entry.name) };
  if (entry.isDirectory()) yield* walkFolder(place);
  else yield { ...place, kind: entry.isFile() ? 'file' : 'passed-over' };
}

async function namesIn(location: Buffer): Promise<Dirent<Buffer>[] | { readonly reason: string }> {
  try {
    const entries = await readdir(location, { encoding: 'buffer', withFileTypes: true });
    return entries.sort((one, other) => Buffer.compare(one.name, other.name));
  } catch (error) {
    return { reason: systemReason(error) };
  }
}

const slash = Buffer.from('/');

const joined = (folder: Buffer, name: Buffer): Buffer =>
  folder.length === 0 ? name : Buffer.concat([folder, slash, name]);

function lastName(location: Buffer): Buffer {
  return location.subarray(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1);
}
