import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { GatewayError } from '../../errors.ts';
import type { AttributeMatch } from '../../ports/search-query.ts';
import type { SearchKey } from '../../search/search-key.ts';
import { entriesOf } from './extended-condition.ts';
import { itemKeys } from './extended-values.ts';
import type { SqlFlavour } from './schema.ts';
import type { SearchCondition } from './search-condition.ts';
import { valueTests } from './value-tests.ts';

interface ItemDemand {
  readonly key: SearchKey;
  readonly match: AttributeMatch;
}

/** Demands that one item of a sequence must meet together: of one level, and inside one sequence. */
export function itemGroups(
  matches: readonly AttributeMatch[],
  declared: readonly SearchKey[],
): readonly (readonly ItemDemand[])[] {
  const keys = new Map([...itemKeys, ...declared].map((key) => [key.name, key]));
  const inside = matches.flatMap((match) => {
    const key = keys.get(match.tag);
    return key === undefined || key.path.length < 2 || match.kind === 'empty' ? [] : [{ key, match }];
  });
  const groups = Map.groupBy(inside, ({ key: { level, path } }) => `${level} ${stepName(path[0])}`);
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * PS3.4 C.2.2.2.6: not any items, but one item has all that is demanded of a sequence; of nested sequences, those that two
 * demands have in common.
 */
export function itemCondition(
  group: readonly ItemDemand[],
  { fuzzy, flavour }: { readonly fuzzy: boolean; readonly flavour: SqlFlavour },
): SearchCondition {
  const parts = group.flatMap(({ key, match }) =>
    valueTests({ match, vr: key.vr, fuzzy, flavour }).map(({ test }) => ({ key, test })),
  );
  const tables = parts.map(({ key }, index) => sql`${entries(key, flavour)} as ${sql.ref(name(index))}`);
  const tests = parts.map(({ key, test }, index) => test(step(index, key.path.length - 1)));
  if (parts.length > maxParts) {
    throw new GatewayError('query-invalid', `A search makes at most ${maxParts} demands on one sequence; make fewer.`);
  }
  const joins = parts.flatMap(({ key }, index) =>
    parts.slice(0, index).map((other, before) => {
      const innermost = commonSteps(other.key, key) - 1;
      return sql`${step(before, innermost)} = ${step(index, innermost)}`;
    }),
  );
  const demands = sql.join([...tests, ...joins], sql` and `);
  const level = group[0]?.key.level ?? 'series';
  return { level, check: sql<SqlBool>`exists (select 1 from ${sql.join(tables)} where ${demands})` };
}

const name = (index: number): string => `entry${index}`;

/** The nth part of an entry: the place of an item, or (the last) the value. */
const step = (index: number, part: number): RawBuilder<unknown> =>
  sql`(${sql.ref(`${name(index)}.value`)} ->> ${sql.lit(part)})`;

function entries(key: SearchKey, flavour: SqlFlavour): RawBuilder<unknown> {
  const json = entriesOf(key, flavour);
  return flavour === 'sqlite' ? sql`json_each(${json})` : sql`json_array_elements(${json})`;
}

/** How many sequences two paths begin with alike. */
function commonSteps(first: SearchKey, second: SearchKey): number {
  const sequences = second.path.slice(0, -1).map(stepName);
  const others = first.path.slice(0, -1).map(stepName);
  const differing = sequences.findIndex((sequence, index) => sequence !== others[index]);
  return differing === -1 ? sequences.length : differing;
}

/** SQLite joins at most 64 tables. */
const maxParts = 24;

const stepName = (step: SearchKey['path'][number] | undefined): string => `${step?.tag} ${step?.privateCreator ?? ''}`;
