import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { type FoldOptions, foldFloods } from '../../shared/audit/fold-floods.ts';
import type { AuditTrail } from '../../shared/ports/audit-trail.ts';
import { temporaryAuditFolder } from '../adapters/local/temporary-audit-trail.ts';
import { makeAuditEvent } from './make-audit-event.ts';

const minuteMs = 60_000;
const frames = 'GET /dicomweb/studies/{study}/series/{series}/instances/{instance}/frames/{frames}';
const frameEvent = (changes: Partial<AuditEvent> = {}) => makeAuditEvent({ route: frames, ...changes });
const refusal = (changes: Partial<AuditEvent> = {}) =>
  makeAuditEvent({ action: 'refuse', outcome: 'failure', code: 'study-not-found', ...changes });

async function foldedTrail(options: FoldOptions = {}) {
  const folder = await temporaryAuditFolder();
  onTestFinished(folder.remove);
  const trail = foldFloods(await folder.open(), options);
  onTestFinished(() => trail.close());
  const events = async (): Promise<AuditEvent[]> =>
    (await folder.readTexts()).map((text) => (JSON.parse(text) as { event: AuditEvent }).event);
  return { trail, events };
}

/** A trail whose storage answers when told to. */
function heldTrail() {
  const storage = Promise.withResolvers<void>();
  const events: AuditEvent[] = [];
  const record = (event: AuditEvent) => {
    events.push(event);
    return storage.promise;
  };
  const trail: AuditTrail = { record, close: async () => undefined };
  return { trail, events, storage };
}

describe('folding of floods', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('makes two records of a thousand frames: the first, and how many came after it', async () => {
    const { trail, events } = await foldedTrail();

    for (let at = 0; at < 1_000; at++) await trail.record(frameEvent({ sopInstanceUid: `1.2.${at}` }));
    expect(await events()).toEqual([frameEvent({ sopInstanceUid: '1.2.0' })]);
    await trail.close();

    const { seriesUid, sopInstanceUid, ...study } = frameEvent();
    expect((await events()).slice(1)).toEqual([{ ...study, count: 999, folded: true }]);
  });

  it('writes the count when five minutes are over, and begins anew', async () => {
    const { trail, events } = await foldedTrail();

    await trail.record(frameEvent());
    await trail.record(frameEvent());
    await vi.advanceTimersByTimeAsync(5 * minuteMs);
    await trail.record(frameEvent({ requestId: 'later' }));

    expect((await events()).map(({ requestId, folded }) => [requestId, folded])).toEqual([
      ['request-1', undefined],
      ['request-1', true],
      ['later', undefined],
    ]);
  });

  it('closes a window that is over even where timers slept, as in a frozen process', async () => {
    let nowMs = 0;
    const { trail, events } = await foldedTrail({ now: () => nowMs });

    await trail.record(frameEvent());
    await trail.record(frameEvent());
    nowMs = 6 * minuteMs;
    await Promise.all([trail.record(frameEvent()), trail.record(frameEvent())]);

    const kept = await events();
    expect([kept.length, kept.filter(({ folded }) => folded).map(({ count }) => count)]).toEqual([3, [1]]);
  });

  it('writes no count where the first access was the only one', async () => {
    const { trail, events } = await foldedTrail();

    await trail.record(frameEvent());
    await trail.close();

    expect(await events()).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([
    ['study', { studyUid: '1.2.4' }],
    ['caller', { subject: 'somebody-else' }],
    ['client', { clientId: 'other' }],
    ['address', { remoteAddress: '127.0.0.2' }],
    ['outcome', { outcome: 'failure' }],
    ['class of access', { route: frames.replace('frames/{frames}', 'bulkdata/{bulkdata}') }],
  ] as const)('records each %s by itself', async (_, changes) => {
    const { trail, events } = await foldedTrail();

    await trail.record(frameEvent());
    await trail.record(frameEvent(changes));

    expect(await events()).toEqual([frameEvent(), frameEvent(changes)]);
  });

  it('folds refusals of one caller with one code, whatever they were aimed at', async () => {
    const { trail, events } = await foldedTrail();

    for (let at = 0; at < 50; at++) await trail.record(refusal({ studyUid: `1.2.${at}` }));
    await trail.record(refusal({ code: 'token-invalid' }));
    await trail.close();

    const [first, other, folded] = await events();
    expect([first?.studyUid, other?.code]).toEqual(['1.2.0', 'token-invalid']);
    expect(folded).toMatchObject({ action: 'refuse', code: 'study-not-found', count: 49, folded: true });
    expect(folded).not.toHaveProperty('studyUid');
  });

  it('folds failed sign-ins from one address, and no successful one', async () => {
    const { trail, events } = await foldedTrail();
    const signIn = (outcome: 'success' | 'failure') =>
      makeAuditEvent({ action: 'sign-in', outcome, subject: 'anonymous', route: 'POST /oidc/token' });

    for (let at = 0; at < 20; at++) await trail.record(signIn('failure'));
    for (let at = 0; at < 2; at++) await trail.record(signIn('success'));
    await trail.close();

    const kept = await events();
    expect(kept.map(({ outcome }) => outcome)).toEqual(['failure', 'success', 'success', 'failure']);
    expect(kept[3]).toMatchObject({ action: 'sign-in', count: 19, folded: true });
  });

  it('records every store, search and retrieve of whole instances by itself', async () => {
    const { trail, events } = await foldedTrail();
    const each = (['store', 'query', 'retrieve'] as const).map((action) => makeAuditEvent({ action }));

    for (const event of [...each, ...each]) await trail.record(event);

    expect(await events()).toEqual([...each, ...each]);
  });

  it('answers nobody in a window before its first access is durable', async () => {
    const { trail: storage, storage: flushed } = heldTrail();
    const trail = foldFloods(storage);
    let answered = 0;

    const records = [1, 2, 3].map(() => trail.record(frameEvent()).then(() => answered++));
    await new Promise(setImmediate);

    expect(answered).toBe(0);
    flushed.resolve();
    await Promise.all(records);
    expect(answered).toBe(3);
  });

  it('refuses everybody in a window whose first access could not be recorded, and tries anew with the next', async () => {
    const { trail: storage, storage: flushed, events } = heldTrail();
    const trail = foldFloods(storage);

    const records = [1, 2].map(() => trail.record(frameEvent()));
    flushed.reject(new Error('no space'));

    for (const record of records) await expect(record).rejects.toThrow('no space');
    await expect(trail.record(frameEvent())).rejects.toThrow('no space');
    expect(events).toHaveLength(2);
  });

  it('holds no more windows than it may: the oldest gives way and keeps its count', async () => {
    const { trail, events } = await foldedTrail({ maxOpenWindows: 2 });

    for (const studyUid of ['1.1', '1.1', '1.2', '1.3']) await trail.record(frameEvent({ studyUid }));

    expect((await events()).map(({ studyUid, folded }) => [studyUid, folded])).toEqual(
      expect.arrayContaining([
        ['1.1', undefined],
        ['1.1', true],
        ['1.2', undefined],
        ['1.3', undefined],
      ]),
    );
  });

  it('tells how many accesses were not counted when the trail refuses the count', async () => {
    const events: AuditEvent[] = [];
    const record = async (event: AuditEvent) => {
      if (event.folded) throw new Error('no space');
      events.push(event);
    };
    const lost: number[] = [];
    const trail = foldFloods({ record, close: async () => undefined }, { countLost: (count) => lost.push(count) });

    for (let at = 0; at < 4; at++) await trail.record(frameEvent());
    await trail.close();

    expect([events.length, lost]).toEqual([1, [3]]);
  });
});
