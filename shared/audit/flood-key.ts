import type { AuditEvent } from './audit-event.ts';

const floodRoutes = /\/(?:frames\/\{frames\}|bulkdata\/\{bulkdata\})$/;

/**
 * What makes two accesses alike enough to be counted instead of recorded each: a viewer's frames of one study, or one
 * caller's refusals with one code, or failed sign-ins. `undefined` for everything else, which is recorded one by one.
 * Without it a stranger who knocks often enough could fill the disk, and a full disk refuses everybody.
 */
export function floodKey(event: AuditEvent): string | undefined {
  const { action, subject, clientId, remoteAddress, outcome, code, studyUid, route } = event;
  const caller = [action, subject, clientId, remoteAddress, outcome, code];
  if (action === 'refuse') return JSON.stringify(caller);
  const isFailedSignIn = action === 'sign-in' && outcome === 'failure';
  const isPartOfStudy = action === 'retrieve' && route !== undefined && floodRoutes.test(route);
  return isFailedSignIn || isPartOfStudy ? JSON.stringify([...caller, studyUid, route]) : undefined;
}

/** Stands for `count` accesses like `first` that came after it; what may have differed between them is left out. */
export function foldedEvent(first: AuditEvent, count: number): AuditEvent {
  const { seriesUid, sopInstanceUid, ...common } = first;
  if (first.action !== 'refuse') return { ...common, count, folded: true };
  const { studyUid, route, ...refused } = common;
  return { ...refused, count, folded: true };
}
