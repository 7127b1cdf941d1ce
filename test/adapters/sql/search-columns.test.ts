import { expect, it } from 'vitest';
import { searchColumns } from '../../../shared/adapters/sql/search-columns.ts';
import { searchAttributes } from '../../../shared/search/attributes.ts';

it('has a column for exactly the attributes that a search can match, at their level', () => {
  const matchable = searchAttributes.filter(({ matching }) => matching !== 'none');

  const columns = Object.entries(searchColumns).map(([tag, { level }]) => `${tag} ${level}`);

  expect(columns.sort()).toEqual(matchable.map(({ tag, level }) => `${tag} ${level}`).sort());
});
