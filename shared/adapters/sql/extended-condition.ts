import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AttributeMatch } from '../../ports/search-query.ts';
import type { SearchKey } from '../../search/search-key.ts';
import { keyNumber } from './extended-values.ts';
import type { SqlFlavour } from './schema.ts';
import { type SearchCondition, studiesOfSeries } from './search-condition.ts';
import { type ValueTest, valueTests } from './value-tests.ts';

interface KeyDemand {
  readonly key: SearchKey;
  readonly match: AttributeMatch;
  readonly fuzzy: boolean;
  readonly flavour: SqlFlavour;
}

/** Demands on a declared search key: its values lie in the tables of text, each under the key's number. */
export function extendedConditions({ key, match, fuzzy, flavour }: KeyDemand): readonly SearchCondition[] {
  if (match.kind === 'empty') return [emptyCondition(key, flavour)];
  return valueTests({ match, vr: key.vr, fuzzy, flavour }).map((test) => conditionOf[key.level](key, test));
}

const conditionOf = {
  study: (key: SearchKey, { test, rank }: ValueTest): SearchCondition => ({
    level: 'study',
    check: sql<SqlBool>`studies.study_key in (${owners(key, test, 'study_key')})`,
    finder: { rank, studyKeys: owners(key, test, 'study_key'), isExact: true },
  }),
  series: (key: SearchKey, { test, rank }: ValueTest): SearchCondition => ({
    level: 'series',
    check: sql<SqlBool>`series.series_key in (${owners(key, test, 'series_key')})`,
    finder: { rank, studyKeys: studiesOfSeries(owners(key, test, 'series_key')), isExact: false },
  }),
  instance: (key: SearchKey, { test, rank }: ValueTest): SearchCondition => {
    const uids = sql`select sop_instance_uid from instance_texts
      where attribute = ${sql.lit(keyNumber(key))} and ${test(sql.ref('value'))}`;
    const series = sql`select series_key from instances where sop_instance_uid in (${uids})`;
    return {
      level: 'instance',
      check: sql<SqlBool>`instances.sop_instance_uid in (${uids})`,
      finder: { rank, studyKeys: studiesOfSeries(series), isExact: false },
    };
  },
} as const;

function owners(key: SearchKey, test: ValueTest['test'], name: string): RawBuilder<unknown> {
  return sql`select owner_key as ${sql.ref(name)} from texts
    where attribute = ${sql.lit(keyNumber(key))} and ${test(sql.ref('value'))}`;
}

/** PS3.4 C.2.2.2.7: nowhere along the path is there a value. */
function emptyCondition(key: SearchKey, flavour: SqlFlavour): SearchCondition {
  return { level: key.level, check: sql<SqlBool>`${entriesOf(key, flavour)} is null` };
}

const tableOf = { study: 'studies', series: 'series', instance: 'instances' } as const;

/** The key's values in the row, as JSON. */
export function entriesOf(key: SearchKey, flavour: SqlFlavour): RawBuilder<unknown> {
  const column = sql.ref(`${tableOf[key.level]}.extended`);
  const number = keyNumber(key);
  return flavour === 'sqlite'
    ? sql`(${column} -> ${sql.lit(`$."${number}"`)})`
    : sql`(${column}::json -> ${sql.lit(String(number))})`;
}
