import { join } from 'node:path';
import type { EntryId } from '../quarantine/entry-id.ts';
import type { Drawer } from '../quarantine/record-shelf.ts';

const recordEnding = '.json';

/** The names of docs/storage-layout.md. Only a checked `EntryId` and numbers of our own ever become part of a path. */
export class QuarantineLayout {
  /** One folder an entry, named and filled in one step: bytes and record are there together or not at all. */
  readonly entries: string;
  /** Beside the entries, so that one look into a folder tells which of them wait. */
  readonly decisions: string;
  readonly reports: string;
  /** What is on its way; whatever is here at the start was left by a crash. */
  readonly incoming: string;
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    this.entries = join(root, 'entries');
    this.decisions = join(root, 'decisions');
    this.reports = join(root, 'reports');
    this.incoming = join(root, 'incoming');
  }

  get folders(): readonly string[] {
    return [this.#root, this.entries, this.decisions, this.reports, this.incoming];
  }

  entry(id: EntryId): string {
    return join(this.entries, id);
  }

  draft(random: string): string {
    return join(this.incoming, random);
  }

  drawer(drawer: Drawer): string {
    return join(this.#root, drawer);
  }

  record(drawer: Drawer, name: string): string {
    if (drawer === 'entries') return entryRecordIn(join(this.entries, name));
    return join(this.#root, drawer, `${name}${recordEnding}`);
  }
}

export const bytesIn = (entryFolder: string): string => join(entryFolder, 'instance.dcm');

export const entryRecordIn = (entryFolder: string): string => join(entryFolder, `entry${recordEnding}`);

/** `undefined` for files that are no records. */
export function recordNameOf(fileName: string): string | undefined {
  return fileName.endsWith(recordEnding) ? fileName.slice(0, -recordEnding.length) : undefined;
}
