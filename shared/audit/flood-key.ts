import type { AuditEvent } from './audit-event.ts';

const floodRoutes = /\/(?:frames\/\{frames\}|bulkdata\/\{bulkdata\})$/;

/**
 * What makes two accesses alike enough to be counted instead of recorded each: a viewer's frames of one study, or refusals
 * of one caller with one code. `undefined` for everything else, which is recorded one by one.
 */
export function floodKey(event: AuditEvent): string | undefined {
  const { subject, clientId, remoteAddress, outcome, code, studyUid, route } = event;
  const caller = [subject, clientId, remoteAddress, outcome, code];
  if (event.action === 'refuse') return JSON.stringify(['refuse', ...caller]);
  const isFlood = event.action === 'retrieve' && route !== undefined && floodRoutes.test(route);
  return isFlood ? JSON.stringify(['retrieve', ...caller, studyUid, route]) : undefined;
}

/** Stands for `count` accesses like `first` that came after it; what may have differed between them is left out. */
export function foldedEvent(first: AuditEvent, count: number): AuditEvent {
  const { seriesUid, sopInstanceUid, ...common } = first;
  if (first.action !== 'refuse') return { ...common, count, folded: true };
  const { studyUid, route, ...refused } = common;
  return { ...refused, count, folded: true };
}
