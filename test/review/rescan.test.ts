import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderImageArchive } from '../../shared/adapters/local/folder-image-archive.ts';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { checkAuditEvent } from '../../shared/audit/check-audit-event.ts';
import { decodeSidecar, encodeSidecar, inspectionIn } from '../../shared/dicom/sidecar.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import type { Verdict } from '../../shared/guard/verdict.ts';
import { isWorse, type RescanOutcome, rescan } from '../../shared/review/rescan.ts';
import { keepWhole } from '../contract/image-archive.contract.ts';
import { guardWith, testGuard } from '../makers/admissions.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';
import { maintainPermit } from '../makers/permits.ts';

const planted = '212-45-6789';
const withNumber = () => makeCt({ rows: 4, columns: 4, extra: [element('00104000', 'LT', `SSN ${planted}`)] });

let folder: string;
let archive: FolderImageArchive;
let events: AuditEvent[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-rescan-'));
  archive = await FolderImageArchive.open(folder);
  events = [];
});
afterEach(async () => {
  await archive.close();
  await rm(folder, { recursive: true });
});

const audit = {
  record: async (event: AuditEvent) => {
    events.push(checkAuditEvent(event));
  },
  close: async () => undefined,
};

async function rescanned(guard = testGuard, trail = audit): Promise<RescanOutcome[]> {
  const outcomes: RescanOutcome[] = [];
  const ports = { archive, audit: trail, guard };
  for await (const outcome of rescan(ports, maintainPermit, 'a-request')) outcomes.push(outcome);
  return outcomes;
}

const allowed: Inspection = {
  verdict: 'allow',
  policyHash: 'a'.repeat(64),
  burnedInRisk: 'unknown',
  findings: [],
  findingCount: 0,
};

/** Kept by a policy that had nothing against it. */
async function keepAllowed(made: MadeInstance): Promise<void> {
  const header = decodeSidecar(await sidecarFromScratch(made));
  if (header === undefined) throw new Error('no header');
  await archive.replaceSidecar(maintainPermit, made.key, encodeSidecar(header, allowed));
}

async function sidecarFromScratch({ key, bytes }: MadeInstance): Promise<Uint8Array> {
  await keepWhole(archive, key, bytes, Buffer.alloc(0));
  await rescanned();
  events = [];
  return (await archive.readSidecar(maintainPermit, key)) ?? Buffer.alloc(0);
}

const notedBeside = async ({ key }: MadeInstance) =>
  inspectionIn((await archive.readSidecar(maintainPermit, key)) ?? Buffer.alloc(0)) as Inspection | undefined;

const pathOf = ({ key: { studyUid, seriesUid, sopInstanceUid } }: MadeInstance) =>
  join(folder, 'studies', studyUid, seriesUid, `${sopInstanceUid}.dcm`);

describe('a rescan', () => {
  it('notes the word of today beside the image, and leaves the image as it is', async () => {
    const made = withNumber();
    await keepAllowed(made);

    const [outcome] = await rescanned();

    expect(outcome).toMatchObject({
      kind: 'rescanned',
      key: made.key,
      before: allowed,
      now: { verdict: 'quarantine' },
    });
    expect(await notedBeside(made)).toMatchObject({ verdict: 'quarantine', policyHash: testGuard.policy.hash });
    expect((await readFile(pathOf(made))).equals(made.bytes)).toBe(true);
  });

  it('records what is worse than before in the trail, with rules and without the value', async () => {
    const made = withNumber();
    await keepAllowed(made);

    await rescanned();

    expect(events).toEqual([
      expect.objectContaining({
        action: 'guard',
        review: 'rescan',
        subject: 'operator',
        ...made.key,
        verdict: 'quarantine',
        rules: 'identity-number',
      }),
    ]);
    expect(JSON.stringify(events)).not.toContain(planted);
  });

  it('notes nothing that is not in the trail', async () => {
    const made = withNumber();
    await keepAllowed(made);
    const broken = { ...audit, record: () => Promise.reject(new Error('the trail cannot be written')) };

    await expect(rescanned(testGuard, broken)).rejects.toThrow('the trail cannot be written');

    expect(await notedBeside(made)).toEqual(allowed);
  });

  it('has nothing to tell a second time', async () => {
    await keepAllowed(withNumber());
    await rescanned();
    events = [];

    const [again] = await rescanned();

    expect(again).toMatchObject({ before: { verdict: 'quarantine' }, now: { verdict: 'quarantine' } });
    expect(events).toEqual([]);
  });

  it('looks anew where nothing is noted', async () => {
    const made = withNumber();
    await keepWhole(archive, made.key, made.bytes, Buffer.alloc(0));

    const [outcome] = await rescanned();

    expect(outcome).toMatchObject({ kind: 'rescanned', before: undefined, now: { verdict: 'quarantine' } });
    expect(events).toHaveLength(1);
    expect(decodeSidecar((await archive.readSidecar(maintainPermit, made.key)) ?? Buffer.alloc(0))?.key).toEqual(
      made.key,
    );
  });

  it('forgets what a milder policy allows, without a record', async () => {
    const made = withNumber();
    await keepWhole(archive, made.key, made.bytes, Buffer.alloc(0));
    await rescanned();
    events = [];
    const milder = guardWith('apiVersion: portcullis/guard-policy/v1\nsite: mild\npacks: [uk]\n');

    await rescanned(milder);

    expect(await notedBeside(made)).toMatchObject({ verdict: 'allow', findings: [] });
    expect(events).toEqual([]);
  });

  it('names what cannot be read, or is another instance, and goes on', async () => {
    const [torn, foreign, whole] = [makeCt(), makeCt(), makeCt()];
    for (const { key, bytes } of [torn, foreign, whole]) await keepWhole(archive, key, bytes, Buffer.alloc(0));
    await writeFile(pathOf(torn), torn.bytes.subarray(0, 600));
    await writeFile(pathOf(foreign), whole.bytes);

    const outcomes = await rescanned();

    const kindOf = ({ key }: MadeInstance) =>
      outcomes.find((outcome) => outcome.key.sopInstanceUid === key.sopInstanceUid)?.kind;
    expect([torn, foreign, whole].map(kindOf)).toEqual(['unreadable', 'unreadable', 'rescanned']);
    expect(await notedBeside(foreign)).toBeUndefined();
  });
});

describe('worse', () => {
  const word = (verdict: Verdict): Inspection => ({ ...allowed, verdict });
  const changed = (before: Verdict | undefined, now: Verdict) =>
    isWorse({
      kind: 'rescanned',
      key: makeCt().key,
      before: before === undefined ? undefined : word(before),
      now: word(now),
    });

  it('is what is stricter than was noted, and anything but allow where nothing was', () => {
    expect(changed('allow', 'flag')).toBe(true);
    expect(changed('flag', 'reject')).toBe(true);
    expect(changed(undefined, 'flag')).toBe(true);
    expect(changed(undefined, 'allow')).toBe(false);
    expect(changed('quarantine', 'quarantine')).toBe(false);
    expect(changed('quarantine', 'flag')).toBe(false);
  });
});
