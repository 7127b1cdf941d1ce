import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { checkAuditEvent } from '../../shared/audit/check-audit-event.ts';
import { makeAuditEvent } from './make-audit-event.ts';

const patient = 'DOE^JANE';

describe('the last gate before the audit trail', () => {
  it('lets through what the doors record', () => {
    const events = [
      makeAuditEvent(),
      makeAuditEvent({ action: 'refuse', outcome: 'failure', code: 'study-not-found' }),
      makeAuditEvent({ remoteAddress: '2001:db8::1', folded: true, count: 999 }),
      makeAuditEvent({ action: 'start', remoteAddress: 'local', route: 'OPTIONS /dicomweb' }),
    ];

    expect(events.map(checkAuditEvent)).toEqual(events);
  });

  it.each([
    ['a field that no event has', { patientName: patient }],
    ['an action that is none', { action: patient }],
    ['an outcome that is none', { outcome: patient }],
    ['a code that is no failure code', { code: 'doe-jane' }],
    ['a UID that is none', { studyUid: patient }],
    ['a UID that is too long', { seriesUid: `1.${'2'.repeat(63)}` }],
    ['a UID with a line feed', { sopInstanceUid: '1.2.3\n' }],
    ['an address that is none', { remoteAddress: patient }],
    ['a URL in place of a route', { route: 'GET /dicomweb/studies/1.2.3' }],
    ['a query in a route', { route: 'GET /dicomweb/studies?PatientName=DOE' }],
    ['a control character in a subject', { subject: 'a\u001b[2J' }],
    ['a line feed at the end of a subject', { subject: 'a\n' }],
    ['a subject beyond ASCII', { subject: 'Jané' }],
    ['an empty subject', { subject: '' }],
    ['a client id that is too long', { clientId: 'c'.repeat(256) }],
    ['a request id with a space', { requestId: 'DOE JANE' }],
    ['a count below zero', { count: -1 }],
    ['a count that is not whole', { count: 1.5 }],
    ['a count in words', { count: patient }],
    ['an object where text belongs', { subject: { name: patient } }],
  ])('refuses %s and quotes nothing of it', (_, changes) => {
    const event = { ...makeAuditEvent(), ...changes } as unknown as AuditEvent;

    const check = () => checkAuditEvent(event);

    expect(check).toThrow(/^an audit event was refused for: /);
    expect(check).not.toThrow(/doe/i);
  });
});
