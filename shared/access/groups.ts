import { type CallerAction, callerActions, type Scope, scopeOf } from './scopes.ts';

/** Who may do what, once for every host: the embedded provider narrows tokens by it. A group not named opens nothing. */
const actionsOf = new Map<string, readonly CallerAction[]>([
  ['administrator', callerActions],
  ['radiologist', ['study.search', 'study.read']],
  ['dlp-reviewer', ['dlp.review']],
  ['technologist', ['study.search', 'study.read', 'study.write']],
]);

/** The scopes that a person in these groups may hold: the union, in the order of `callerActions`. */
export function scopesOfGroups(groups: readonly string[]): readonly Scope[] {
  const granted = new Set(groups.flatMap((group) => actionsOf.get(group) ?? []));
  return callerActions.filter((action) => granted.has(action)).map(scopeOf);
}
