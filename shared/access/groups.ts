import { type CallerAction, callerActions, type Scope, scopeOf } from './scopes.ts';

/** Who may do what, once for every host: a person's token opens no more than the groups it names. A group not named opens nothing. */
const actionsOf = new Map<string, readonly CallerAction[]>([
  ['administrator', callerActions],
  ['radiologist', ['study.search', 'study.read', 'study.thumbnail']],
  ['dlp-reviewer', ['dlp.review']],
  ['technologist', ['study.search', 'study.read', 'study.thumbnail', 'study.write']],
]);

/** The groups that the pool of a deployment has to have. */
export const groupNames: readonly string[] = [...actionsOf.keys()];

/** What a person in these groups may do: the union. */
export function actionsOfGroups(groups: readonly string[]): ReadonlySet<CallerAction> {
  return new Set(groups.flatMap((group) => actionsOf.get(group) ?? []));
}

/** The scopes that a person in these groups may hold, in the order of `callerActions`. */
export function scopesOfGroups(groups: readonly string[]): readonly Scope[] {
  const granted = actionsOfGroups(groups);
  return callerActions.filter((action) => granted.has(action)).map(scopeOf);
}
