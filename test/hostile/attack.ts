import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectionIn } from '../../shared/dicom/sidecar.ts';
import { secret } from '../makers/hostile-ct.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { type Answer, codesIn, reasonsIn, rulesIn, warningsIn } from './answer.ts';
import { startHostUnderAttack } from './host-under-attack.ts';
import { asKept, entryIdOf, fetchBack, openTarget, pathOf, storeWell, type Target } from './target.ts';

export interface Attack {
  /** Of the catalogue in README.md. */
  readonly class: string;
  readonly law: string;
  readonly send: (target: Target) => Promise<Answer>;
  readonly expect: Expectation;
  /** Where the law is about waiting. */
  readonly patienceMs?: number;
}

export interface Expectation {
  /** Of every answer; a list where they differ, empty where the host hangs up without one. */
  readonly status: number | readonly number[];
  /** Failure Reason (0008,1197) of every refused instance. */
  readonly reason?: number | readonly number[];
  /** Of every failure document. */
  readonly code?: string;
  /** Warning Reason (0008,1196) of every instance that was stored with one. */
  readonly warning?: number;
  /** The rule that the guard names first, of every instance that it says something of. */
  readonly rule?: string;
  /** How often the guard gave up, which it says in the log. */
  readonly guardFailures?: number;
}

/** What a table needs that is about more than the store itself. */
export interface Surroundings {
  /** Stored before the start is measured: what a host loads once is no attack's. */
  readonly warmUp?: readonly MadeInstance[];
  /** More than the usual, where what threads have freed stays with the allocator. */
  readonly maxHeldBytes?: number;
}

const usuallyHeldBytes = 64 * 1024 * 1024;
const usualPatienceMs = 10_000;

/** One host for the whole table; after each attack it has to stand as it stood before, and to serve. */
export function survives(
  group: string,
  attacks: readonly Attack[],
  { warmUp = [], maxHeldBytes = usuallyHeldBytes }: Surroundings = {},
): void {
  describe(`under attack by ${group}`, () => {
    let target: Target;
    let startBytes: number;
    beforeAll(async () => {
      target = await openTarget(await startHostUnderAttack());
      for (let stored = 0; stored < 20; stored++) await storeWell(target);
      for (const instance of warmUp) await storeWell(target, instance);
      startBytes = await target.host.collectedBytes();
    });
    afterAll(() => target.host.stop());

    for (const attack of attacks) {
      it(`${attack.class}: ${attack.law}`, { timeout: attack.patienceMs ?? usualPatienceMs }, async () => {
        const before = await pictureOf(target);

        const answer = await attack.send(target);

        assertExpected(answer, attack.expect);
        await assertGuardFailed(target, before, attack.expect);
        await assertNothingElseKept(target, before, answer);
        await assertMemoryIsBack(target, startBytes + maxHeldBytes);
        await assertNothingTold(target, answer);
        await storeWell(target);
      });
    }
  });
}

interface Picture {
  readonly indexDigest: string;
  /** Of archive and quarantine. */
  readonly files: readonly string[];
  readonly guardFailures: number;
}

async function pictureOf(target: Target): Promise<Picture> {
  const { host } = target;
  return {
    indexDigest: await host.indexDigest(),
    files: await filesOf(target),
    guardFailures: guardFailuresOf(target),
  };
}

async function filesOf({ host }: Target): Promise<string[]> {
  return [...(await host.archivedFiles()), ...(await host.quarantinedFiles())].toSorted();
}

const guardFailuresOf = ({ host }: Target): number => host.log().split('"event":"guard-failed"').length - 1;

function assertExpected(answer: Answer, { status, reason, code, warning, rule }: Expectation): void {
  expect(answer.statuses.filter((each) => each >= 500)).toEqual([]);
  expect(answer.statuses).toEqual(typeof status === 'number' ? answer.statuses.map(() => status) : status);
  expect(answer.statuses.length > 0 || typeof status !== 'number').toBe(true);
  expect([...new Set(reasonsIn(answer))]).toEqual(reason === undefined ? [] : [reason].flat());
  expect([...new Set(warningsIn(answer))]).toEqual(warning === undefined ? [] : [warning]);
  if (code !== undefined) expect([...new Set(codesIn(answer))]).toEqual([code]);
  if (rule !== undefined) expect([...new Set(rulesIn(answer))]).toEqual([rule]);
}

/** Its log may come a moment after the answer. */
async function assertGuardFailed(target: Target, before: Picture, { guardFailures = 0 }: Expectation): Promise<void> {
  await expect.poll(() => guardFailuresOf(target) - before.guardFailures, { timeout: 1_000 }).toBe(guardFailures);
}

/** What the attack says that it brought in is there whole; beyond that no file, no draft and no row has come or gone. */
async function assertNothingElseKept(
  target: Target,
  before: Picture,
  { kept = [], held = [], notes = [] }: Answer,
): Promise<void> {
  const brought = [...kept.flatMap(archivedAs), ...held.flatMap(quarantinedAs), ...notes];
  const expected = [...before.files, ...brought].toSorted();
  const files = () => filesOf(target);
  if ((await files()).length !== expected.length) await expect.poll(files, { timeout: 5_000 }).toEqual(expected);
  expect(await files()).toEqual(expected);
  if (kept.length === 0) expect(await target.host.indexDigest()).toBe(before.indexDigest);
  for (const instance of kept) {
    const fetched = await fetchBack(target, instance.key);
    expect(fetched?.equals(asKept(instance))).toBe(true);
    const metadata = await target.fetch(`${pathOf(instance.key)}/metadata`, { headers: { accept: '*/*' } });
    expect(await metadata.json()).toHaveLength(1);
    expect(await inspectionBeside(target, instance)).not.toContain(secret);
  }
  for (const instance of held) await assertHeld(target, instance);
}

/** Whole, under the hash of what it holds, and no reader's. */
async function assertHeld(target: Target, instance: MadeInstance): Promise<void> {
  const [bytes = ''] = quarantinedAs(instance);
  expect((await readFile(join(target.host.dataFolder, 'quarantine', bytes))).equals(asKept(instance))).toBe(true);
}

/** What the guard has noted of it. */
async function inspectionBeside({ host }: Target, instance: MadeInstance): Promise<string> {
  const [, sidecar = ''] = archivedAs(instance);
  return JSON.stringify(inspectionIn(await readFile(join(host.dataFolder, 'archive', sidecar))));
}

function archivedAs({ key }: MadeInstance): string[] {
  const name = `/studies/${key.studyUid}/${key.seriesUid}/${key.sopInstanceUid}`;
  return [`${name}.dcm`, `${name}.sidecar`];
}

function quarantinedAs(instance: MadeInstance): string[] {
  const folder = `/entries/${entryIdOf(instance)}`;
  return [`${folder}/instance.dcm`, `${folder}/entry.json`];
}

/** Where it is within bounds as it is, it need not be collected; otherwise the allocator may take a moment. */
async function assertMemoryIsBack({ host }: Target, mostBytes: number): Promise<void> {
  if ((await host.residentBytes()) < mostBytes) return;
  if ((await host.collectedBytes()) < mostBytes) return;
  await expect.poll(() => host.collectedBytes(), { timeout: 5_000 }).toBeLessThan(mostBytes);
}

async function assertNothingTold({ host }: Target, answer: Answer): Promise<void> {
  expect(answer.text.includes(secret), 'the answer tells a value').toBe(false);
  expect(host.log().includes(secret), 'the log tells a value').toBe(false);
  expect((await host.auditText()).includes(secret), 'the audit trail tells a value').toBe(false);
  expect((await host.quarantineNotes()).includes(secret), 'the quarantine notes a value').toBe(false);
  expect(
    host
      .log()
      .split('\n')
      .filter((line) => line.includes('"unexpected-error"')),
  ).toEqual([]);
}
