import { GatewayError } from '../../errors.ts';
import type { SearchQuery } from '../../ports/search-query.ts';
import type { SearchKey } from '../../search/search-key.ts';
import { itemGroups } from './item-condition.ts';
import type { IndexDatabase, IndexTransaction } from './schema.ts';
import { searchColumns } from './search-columns.ts';

/** What the rows of this index are known to hold. */
export interface KnownKeys {
  readonly declared: readonly SearchKey[];
  /** Names of which every row has its values: the rows are newer than the declaration. */
  readonly complete: ReadonlySet<string>;
}

/** Stands for what rows hold since migration 0002: moments in UTC, marked groups of names, items of sequences. */
const edition = 'edition 2';

/** At the opening: an empty index has all that is declared; what is declared no more must be filled again if it comes back. */
export async function settleSearchKeys(database: IndexDatabase, declared: readonly SearchKey[]): Promise<KnownKeys> {
  const names = [edition, ...declared.map(({ name }) => name)];
  const before = await completeNames(database);
  const isEmpty = (await database.selectFrom('studies').select('study_key').limit(1).executeTakeFirst()) === undefined;
  const isStale = [...before].some((name) => !names.includes(name)) || (isEmpty && before.size < names.length);
  if (isStale) await database.transaction().execute((transaction) => rewrite(transaction, names, { isEmpty }));
  return { declared, complete: isStale ? await completeNames(database) : before };
}

/** In the transaction that empties the index: what is inserted from now on has everything. */
export async function completeSearchKeys(
  transaction: IndexTransaction,
  declared: readonly SearchKey[],
): Promise<KnownKeys> {
  const names = [edition, ...declared.map(({ name }) => name)];
  await rewrite(transaction, names, { isEmpty: true });
  return { declared, complete: new Set(names) };
}

async function rewrite(
  transaction: IndexTransaction,
  names: readonly string[],
  { isEmpty }: { readonly isEmpty: boolean },
): Promise<void> {
  await transaction.deleteFrom('search_keys').where('name', 'not in', names).execute();
  if (!isEmpty) return;
  const rows = names.map((name) => ({ name }));
  await transaction
    .insertInto('search_keys')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function completeNames(database: IndexDatabase): Promise<ReadonlySet<string>> {
  const rows = await database.selectFrom('search_keys').select('name').execute();
  return new Set(rows.map(({ name }) => name));
}

/** An index that is older than a key would silently find too little; so it says what to do. */
export function assertHolds({ declared, complete }: KnownKeys, query: SearchQuery): void {
  const needed = query.matches.map(({ tag }) => tag).filter((tag) => declared.some(({ name }) => name === tag));
  if (needsEdition(query, declared)) needed.push(edition);
  if (needed.every((name) => complete.has(name))) return;
  throw new GatewayError(
    'index-unavailable',
    'The index is older than a search key that this search needs; let the operator run reindex, or leave that demand out.',
  );
}

function needsEdition({ matches, utcOffsetMinutes }: SearchQuery, declared: readonly SearchKey[]): boolean {
  if (utcOffsetMinutes !== undefined || itemGroups(matches, declared).length > 0) return true;
  return matches.some((match) => {
    const text = match.kind === 'single' ? match.value : match.kind === 'wildcard' ? match.pattern : '';
    return text.includes('=') && searchColumns[match.tag]?.kind === 'name';
  });
}
