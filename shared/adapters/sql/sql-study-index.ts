import { setTimeout as pause } from 'node:timers/promises';
import { type Authorized, assertCovers } from '../../access/authorize.ts';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import type { Uid } from '../../dicom/uid.ts';
import type { SearchQuery } from '../../ports/search-query.ts';
import type {
  IndexedInstance,
  InsertOutcome,
  InstanceLocation,
  SearchPage,
  StudyIndex,
} from '../../ports/study-index.ts';
import { digestOfIndex } from './index-digest.ts';
import { asIndexFailure, isWorthRetrying } from './index-failure.ts';
import { insertBatch } from './insert-batch.ts';
import { InsertQueue } from './insert-queue.ts';
import { findLocation, listLocations } from './instance-locations.ts';
import { assertHolds, completeSearchKeys, type KnownKeys } from './known-keys.ts';
import type { IndexDatabase, SqlFlavour } from './schema.ts';
import { searchPage } from './search-page.ts';

const maxAttempts = 8;

/** The index in a SQL database; it holds the connections, and one way of saying that they are down. */
export class SqlStudyIndex implements StudyIndex {
  readonly #database: IndexDatabase;
  readonly #flavour: SqlFlavour;
  #keys: KnownKeys;
  readonly #insert: (instances: readonly IndexedInstance[]) => Promise<readonly InsertOutcome[]>;

  constructor(database: IndexDatabase, flavour: SqlFlavour, keys: KnownKeys) {
    this.#database = database;
    this.#flavour = flavour;
    this.#keys = keys;
    const queue = new InsertQueue((instances) => this.#insertInTurn(instances));
    this.#insert =
      flavour === 'sqlite' ? (instances) => queue.add(instances) : (instances) => this.#insertInTurn(instances);
  }

  async insertInstances(
    permit: Authorized<'study.write' | 'dlp.review' | 'archive.maintain'>,
    instances: readonly IndexedInstance[],
  ): Promise<readonly InsertOutcome[]> {
    for (const { header } of instances) assertCovers(permit, header.key.studyUid);
    if (instances.length === 0) return [];
    return failingClearly(() => this.#insert(instances));
  }

  async search(permit: Authorized<'study.search'>, query: SearchQuery): Promise<SearchPage> {
    if (permit.target.studyUid !== undefined) assertCovers(permit, query.within.studyUid ?? ('' as Uid));
    assertHolds(this.#keys, query);
    const language = { flavour: this.#flavour, searchKeys: this.#keys.declared };
    return failingClearly(() => searchPage(this.#database, language, query));
  }

  async findInstance(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'dlp.review' | 'archive.maintain'>,
    key: InstanceKey,
  ): Promise<InstanceLocation | undefined> {
    assertCovers(permit, key.studyUid);
    return failingClearly(() => findLocation(this.#database, key));
  }

  async listInstances(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>,
    studyUid: Uid,
    seriesUid?: Uid,
  ): Promise<readonly InstanceLocation[]> {
    assertCovers(permit, studyUid);
    return failingClearly(() => listLocations(this.#database, studyUid, seriesUid));
  }

  async clear(_permit: Authorized<'archive.maintain'>): Promise<void> {
    const words = ['word_totals', 'word_uses', 'word_suffixes', 'words', 'texts', 'instance_texts'] as const;
    const tables = [...words, 'study_modalities', 'totals', 'instances', 'series', 'studies'] as const;
    await failingClearly(() =>
      this.#database.transaction().execute(async (transaction) => {
        for (const table of tables) await transaction.deleteFrom(table).execute();
        this.#keys = await completeSearchKeys(transaction, this.#keys.declared);
      }),
    );
  }

  async digest(_permit: Authorized<'archive.maintain'>): Promise<string> {
    return failingClearly(() => digestOfIndex(this.#database));
  }

  async close(): Promise<void> {
    await this.#database.destroy();
  }

  /** Writers that met wait a little, each a different while, and come again. */
  async #insertInTurn(instances: readonly IndexedInstance[]): Promise<readonly InsertOutcome[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#database
          .transaction()
          .execute((transaction) =>
            insertBatch({ transaction, flavour: this.#flavour, searchKeys: this.#keys.declared }, instances),
          );
      } catch (error) {
        if (attempt === maxAttempts || !isWorthRetrying(error)) throw error;
        await pause(Math.random() * 10 * 2 ** attempt);
      }
    }
  }
}

async function failingClearly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw asIndexFailure(error);
  }
}
