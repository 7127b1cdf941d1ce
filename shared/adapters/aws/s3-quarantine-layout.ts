import type { EntryId } from '../quarantine/entry-id.ts';
import type { Drawer } from '../quarantine/record-shelf.ts';

const recordEnding = '.json';

/** The keys of docs/storage-layout.md: four prefixes, because store and review may do different things under each. */
export const quarantinePrefixes = {
  entries: 'entries/',
  bytes: 'bytes/',
  decisions: 'decisions/',
  reports: 'reports/',
} as const;

export function bytesObject(id: EntryId): string {
  return `${quarantinePrefixes.bytes}${id}.dcm`;
}

export function recordObject(drawer: Drawer, name: string): string {
  return `${drawer}/${name}${recordEnding}`;
}

/** `undefined` for objects that are no records of this drawer. */
export function recordNameOf(drawer: Drawer, object: string): string | undefined {
  const name = object.slice(drawer.length + 1, -recordEnding.length);
  return object === recordObject(drawer, name) ? name : undefined;
}
