import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type {
  FalsePositiveReport,
  HoldOutcome,
  Quarantine,
  QuarantineEntry,
  QuarantineFilter,
  QuarantinePage,
  ReviewDecision,
  ReviewedEntry,
} from '../../ports/quarantine.ts';
import { checkedBytes } from '../quarantine/checked-bytes.ts';
import type { EntryId } from '../quarantine/entry-id.ts';
import { asKept, type KeptEntry, parseEntry } from '../quarantine/quarantine-records.ts';
import { noSuchEntry, ReviewedRecords } from '../quarantine/reviewed-records.ts';
import { hasErrorCode, speakingOfTheQuarantine } from './archive-failure.ts';
import { DurableFolders } from './durable-folders.ts';
import { FolderLock } from './folder-lock.ts';
import { FolderShelf } from './folder-shelf.ts';
import { bytesIn, entryRecordIn, QuarantineLayout } from './quarantine-layout.ts';
import { readFileRange } from './read-file-range.ts';

type ReviewPermit = Authorized<'dlp.review'>;

/** One folder an entry, which gets its name when all that belongs in it is on stable storage (decision 0071). */
export class FolderQuarantine implements Quarantine {
  readonly #layout: QuarantineLayout;
  readonly #folders: DurableFolders;
  readonly #lock: FolderLock;
  readonly #shelf: FolderShelf;
  readonly #records: ReviewedRecords;

  private constructor(layout: QuarantineLayout, folders: DurableFolders, lock: FolderLock) {
    this.#layout = layout;
    this.#folders = folders;
    this.#lock = lock;
    this.#shelf = new FolderShelf(layout, folders);
    this.#records = new ReviewedRecords(this.#shelf);
  }

  /** Makes the folders where they are missing, takes the lock and clears away what a crash left. */
  static async open(root: string): Promise<FolderQuarantine> {
    const layout = new QuarantineLayout(root);
    const folders = new DurableFolders();
    await mkdir(dirname(root), { recursive: true, mode: 0o700 });
    for (const folder of layout.folders) await folders.make(folder);
    const lock = new FolderLock(root);
    try {
      for (const name of await readdir(layout.incoming)) await rm(join(layout.incoming, name), { recursive: true });
      for (const folder of layout.folders) await folders.settleFolder(folder);
      return new FolderQuarantine(layout, folders, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async hold(
    permit: Authorized<'study.write' | 'dlp.review'>,
    entry: QuarantineEntry,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<HoldOutcome> {
    assertCovers(permit, entry.key.studyUid);
    const kept = asKept(entry);
    return speakingOfTheQuarantine(async () => {
      const since = await this.#heldSince(kept.id);
      return since === undefined ? this.#holdNow(kept, bytes) : { outcome: 'already-held', heldAt: since };
    });
  }

  list(permit: ReviewPermit, filter: QuarantineFilter): Promise<QuarantinePage> {
    return this.#records.list(permit, filter);
  }

  find(permit: ReviewPermit, id: string): Promise<ReviewedEntry | undefined> {
    return this.#records.find(permit, id);
  }

  async readBytes(permit: ReviewPermit, id: string): Promise<AsyncIterable<Uint8Array>> {
    const path = bytesIn(this.#layout.entry(await this.#records.known(permit, id)));
    try {
      const stored = await speakingOfTheQuarantine(() => readFileRange(path, undefined, speakingOfTheQuarantine));
      return stored.bytes;
    } catch (error) {
      throw hasErrorCode(error, 'ENOENT') ? noSuchEntry() : error;
    }
  }

  decide(permit: ReviewPermit, id: string, decision: ReviewDecision): Promise<ReviewDecision> {
    return this.#records.decide(permit, id, decision);
  }

  report(permit: ReviewPermit, id: string, report: FalsePositiveReport): Promise<void> {
    return this.#records.report(permit, id, report);
  }

  async close(): Promise<void> {
    this.#lock.release();
  }

  async #holdNow(entry: KeptEntry, bytes: AsyncIterable<Uint8Array>): Promise<HoldOutcome> {
    const draft = this.#layout.draft(randomUUID());
    try {
      await mkdir(draft, { mode: 0o700 });
      await writeFile(bytesIn(draft), checkedBytes(entry, bytes), createOnly);
      await writeFile(entryRecordIn(draft), JSON.stringify(entry), createOnly);
      await this.#folders.sync(draft);
      return await this.#name(draft, entry);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  /** No folder takes the place of one that has something in it: of several holds at a time one gets the name. */
  async #name(draft: string, entry: KeptEntry): Promise<HoldOutcome> {
    try {
      await rename(draft, this.#layout.entry(entry.id));
    } catch (error) {
      const since = await this.#heldSince(entry.id);
      if (since === undefined) throw error;
      return { outcome: 'already-held', heldAt: since };
    }
    await this.#folders.sync(this.#layout.entries);
    return { outcome: 'held', heldAt: entry.heldAt };
  }

  /** Whoever has the name may not have come to its own fsync yet, so this waits for one too. */
  async #heldSince(id: EntryId): Promise<string | undefined> {
    const record = await this.#shelf.read('entries', id);
    const entry = record && parseEntry(record.json);
    if (entry !== undefined) await this.#folders.sync(this.#layout.entries);
    return entry?.heldAt;
  }
}

const createOnly = { flag: 'wx', mode: 0o600, flush: true } as const;
