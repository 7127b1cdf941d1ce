/** What a caller may ask for; each is the OAuth scope `dicom/<action>` of the resource server. */
export const callerActions = [
  'study.search',
  'study.read',
  'study.thumbnail',
  'study.write',
  'study.delete',
  'share.manage',
  'dlp.review',
  'audit.read',
  'incident.manage',
] as const;

export type CallerAction = (typeof callerActions)[number];

/** `archive.maintain` (reindex, reconcile) has no scope: no token opens it, only a person on the machine. */
export type Action = CallerAction | 'archive.maintain';

export type Scope = `dicom/${CallerAction}`;

/** The OAuth scope that lets a token ask for `action`. */
export function scopeOf(action: CallerAction): Scope {
  return `dicom/${action}`;
}

/** What a token's `scope` claim opens; words that are not ours (`openid`, `dicom/archive.maintain`) open nothing. */
export function actionsOfScopeClaim(claim: string): ReadonlySet<CallerAction> {
  const words = new Set(claim.split(' '));
  return new Set(callerActions.filter((action) => words.has(scopeOf(action))));
}
