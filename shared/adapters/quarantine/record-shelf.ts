import type { EntryId } from './entry-id.ts';

/** Entries and decisions go by the entry's id, the reports on one entry by number. */
export type Drawer = 'entries' | 'decisions' | `reports/${EntryId}`;

export interface ShelvedRecord {
  readonly json: string;
  /** RFC 3339; where the shelf itself knows since when, and its word counts more than the record's. */
  readonly keptAt?: string;
}

/** What a folder and a bucket can both do: small records, each written once and never changed. */
export interface RecordShelf {
  /** Names in no order, also of what is torn or not ours: `read` and its reader tell. */
  list(drawer: Drawer): Promise<readonly string[]>;
  read(drawer: Drawer, name: string): Promise<ShelvedRecord | undefined>;
  /** Whole and on stable storage; false where the name is taken, and then what has it is on stable storage. */
  create(drawer: Drawer, name: string, json: string): Promise<boolean>;
}
