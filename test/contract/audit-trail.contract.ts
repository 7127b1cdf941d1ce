import { describe, expect, it, onTestFinished } from 'vitest';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { parseAuditRecord } from '../../shared/audit/audit-record.ts';
import type { AuditTrail } from '../../shared/ports/audit-trail.ts';
import { makeAuditEvent } from '../audit/make-audit-event.ts';

/** A trail on fresh storage, and what a test must see of that storage from outside. */
export interface AuditTrailUnderTest {
  readonly trail: AuditTrail;
  /** What lies on the storage now, a text a record, in the order of each chain. */
  readonly readTexts: () => Promise<readonly string[]>;
  readonly isWhole: () => Promise<boolean>;
  /** Another trail on the same storage, after the first was closed. */
  readonly reopen: () => Promise<AuditTrail>;
  /** Closes and removes everything. */
  readonly remove: () => Promise<void>;
}

/** What the edge relies on, whatever the trail is made of. */
export function auditTrailContract(name: string, open: () => Promise<AuditTrailUnderTest>): void {
  const opened = async () => {
    const underTest = await open();
    onTestFinished(underTest.remove);
    return underTest;
  };
  const eventsIn = async ({ readTexts }: AuditTrailUnderTest) =>
    (await readTexts()).map((text) => parseAuditRecord(text)?.event);

  describe(`${name} keeps the audit trail contract`, () => {
    it('has an event on its storage when record resolves', async () => {
      const underTest = await opened();
      const event = makeAuditEvent();

      await underTest.trail.record(event);

      expect(await eventsIn(underTest)).toEqual([event]);
      expect(await underTest.isWhole()).toBe(true);
    });

    it('keeps every one of many concurrent events once, and the chain whole', async () => {
      const underTest = await opened();
      const events = Array.from({ length: 300 }, (_, at) => makeAuditEvent({ requestId: `request-${at}` }));

      await Promise.all(events.map((event) => underTest.trail.record(event)));

      expect(await eventsIn(underTest)).toEqual(events);
      expect(await underTest.isWhole()).toBe(true);
    });

    it('goes on after it was closed and opened again', async () => {
      const underTest = await opened();
      await underTest.trail.record(makeAuditEvent({ requestId: 'before' }));
      await underTest.trail.close();

      const again = await underTest.reopen();
      await again.record(makeAuditEvent({ requestId: 'after' }));

      const requestIds = (await eventsIn(underTest)).map((event) => event?.requestId);
      expect(requestIds.toSorted()).toEqual(['after', 'before']);
      expect(await underTest.isWhole()).toBe(true);
      await again.close();
    });

    it('writes what was handed over before it closes, and refuses afterwards', async () => {
      const underTest = await opened();

      const recorded = underTest.trail.record(makeAuditEvent());
      await underTest.trail.close();

      await expect(recorded).resolves.toBeUndefined();
      await expect(underTest.trail.record(makeAuditEvent())).rejects.toMatchObject({ code: 'audit-unavailable' });
      expect(await eventsIn(underTest)).toHaveLength(1);
    });

    it('holds nothing but UIDs, counts and codes, whatever is forced into an event', async () => {
      const underTest = await opened();
      const forced = { ...makeAuditEvent(), patientName: 'DOE^JANE' } as AuditEvent;

      await expect(underTest.trail.record(forced)).rejects.toThrow('an audit event was refused');
      await underTest.trail.record(makeAuditEvent({ subject: 'a "quoted" \\ subject' }));

      const texts = await underTest.readTexts();
      expect(texts).toHaveLength(1);
      expect(texts.join('')).not.toMatch(/DOE|[^\x20-\x7e]/);
    });
  });
}
