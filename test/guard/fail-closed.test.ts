import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { Detector } from '../../shared/guard/detector.ts';
import type { Guard } from '../../shared/guard/guard.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { storeInstances } from '../../shared/store/store-instances.ts';
import { listAll } from '../contract/image-archive.contract.ts';
import { testGuard } from '../makers/admissions.ts';
import { filesIn } from '../makers/everything-told.ts';
import { makeCt } from '../makers/make-ct.ts';
import { permitFor } from '../makers/permits.ts';
import { gatewayOf, partsOf, TestStore } from '../store/open-test-store.ts';

let store: TestStore;
beforeEach(async () => {
  store = await TestStore.open();
});
afterEach(() => store.dispose());

const storeWith = (changes: Partial<Gateway>, files = [makeCt().bytes]) =>
  storeInstances(permitFor('study.write'), partsOf(files), { ...gatewayOf(store.ports), ...changes });

const guardOf = (detector: Pick<Detector, 'find'>): Guard => ({
  ...testGuard,
  policy: { ...testGuard.policy, detectors: [{ id: 'us-ssn', group: 'identity-number', about: '', ...detector }] },
});

describe('a guard that fails', () => {
  it('holds the instance for a person where a detector throws, and says where it was in the log', async () => {
    const logged: unknown[] = [];
    const log = { info: () => undefined, error: (event: string, fields?: object) => void logged.push([event, fields]) };
    const broken = guardOf({
      find: () => {
        throw new Error('a secret value 4711');
      },
    });

    const [outcome] = await storeWith({ guard: broken, log });

    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: failureReasons.heldByGuard } });
    expect(outcome?.inspection?.findings).toMatchObject([{ rule: 'guard-failed' }]);
    expect(await listAll(store.ports.archive)).toEqual([]);
    expect(logged).toMatchObject([['guard-failed', { stack: expect.stringContaining('fail-closed.test.ts') }]]);
    expect(JSON.stringify(logged)).not.toContain('4711');
  });

  it('holds the instance where a detector finds no end', async () => {
    const endless = guardOf({
      *find() {
        for (;;) yield { start: 0, end: 1, score: 1 };
      },
    });

    const [outcome] = await storeWith({ guard: endless });

    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: failureReasons.heldByGuard } });
    expect(await listAll(store.ports.archive)).toEqual([]);
  });

  it('holds the instance where its detectors take more time than they are given', async () => {
    const slow: Guard = {
      ...testGuard,
      policy: { ...testGuard.policy, limits: { ...testGuard.policy.limits, maxMilliseconds: -1 } },
    };

    const [outcome] = await storeWith({ guard: slow });

    expect(outcome).toMatchObject({ kind: 'refused', refusal: { reason: failureReasons.heldByGuard } });
    expect(await listAll(store.ports.archive)).toEqual([]);
  });

  it('lets its neighbours in', async () => {
    let asked = 0;
    const once = guardOf({
      find: () => {
        asked += 1;
        if (asked === 1) throw new Error('only this time');
        return [];
      },
    });

    const outcomes = await storeWith({ guard: once }, [makeCt().bytes, makeCt().bytes]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'stored']);
  });
});

describe('a guard that is not there', () => {
  it('lets nothing in: the store fails and leaves nothing', async () => {
    const storing = storeWith({ guard: undefined as unknown as Guard });

    await expect(storing).rejects.toThrow();
    expect(await listAll(store.ports.archive)).toEqual([]);
    expect((await filesIn(store.folder)).filter((path) => /incoming|\.dcm/.test(path))).toEqual([]);
  });
});

describe('a quarantine that cannot hold', () => {
  it('fails the store, which says so and keeps nothing anywhere', async () => {
    const full = new GatewayError('quarantine-unavailable', 'The quarantine cannot be written.');
    const quarantine = quarantineThatFails(full);
    const broken = guardOf({
      find: () => {
        throw new Error('broken');
      },
    });

    const storing = storeWith({ guard: broken, quarantine });

    await expect(storing).rejects.toBe(full);
    expect(await listAll(store.ports.archive)).toEqual([]);
  });

  const quarantineThatFails = (error: Error): Gateway['quarantine'] =>
    new Proxy(store.ports.quarantine, { get: () => () => Promise.reject(error) });
});

describe('the ways into the archive', () => {
  it('are one: nothing but the store opens a draft or keeps one', async () => {
    const root = join(import.meta.dirname, '../..');
    const sources = (
      await Promise.all(['shared', 'lambdas', 'local', 'cli'].map((folder) => filesIn(join(root, folder))))
    ).flat();

    const openers = sources.filter((path) => /\.openDraft\(/.test(readFileSync(path, 'utf8')));
    const keepers = sources.filter((path) => /draft\.keep\(/.test(readFileSync(path, 'utf8')));

    expect(openers.map((path) => path.slice(root.length))).toEqual(['/shared/store/receive-instance.ts']);
    expect(keepers.map((path) => path.slice(root.length))).toEqual(['/shared/store/keep-instances.ts']);
  });
});
