import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../../local/identity/accounts.ts';
import { createPasswordGate } from '../../../local/identity/password-gate.ts';
import { hashPassword } from '../../../local/identity/password-hash.ts';
import { createSignInThrottle } from '../../../local/identity/sign-in-throttle.ts';

let user: User;

beforeAll(async () => {
  user = { id: randomUUID(), name: 'admin', passwordHash: await hashPassword('grün'), groups: [] };
});

const gate = () => createPasswordGate([user], createSignInThrottle());

describe('the gate', () => {
  it('accepts the right name with the right password, however the keyboard composes it', async () => {
    const attempt = { name: 'admin', password: 'gru\u0308n', address: '10.0.0.1' };

    expect(await gate()(attempt)).toEqual({ kind: 'accepted', user });
  });

  it.each([
    ['another password', 'admin', 'green'],
    ['an empty password', 'admin', ''],
    ['another name', 'Admin', 'grün'],
    ['no name', '', 'grün'],
  ])('refuses %s', async (_what, name, password) => {
    expect(await gate()({ name, password, address: '10.0.0.1' })).toEqual({ kind: 'refused' });
  });

  it('judges five of many guesses sent at once, and none of the rest', async () => {
    const judge = gate();
    const guesses = Array.from({ length: 20 }, () => judge({ name: 'admin', password: 'x', address: '10.0.0.1' }));

    const verdicts = await Promise.all(guesses);

    expect(verdicts.filter(({ kind }) => kind === 'refused')).toHaveLength(5);
    expect(verdicts.filter(({ kind }) => kind === 'wait')).toHaveLength(15);
  });

  /** Fifty hashes in turn, each as slow as it is meant to be. */
  it('is busy when fifty wait already, and open again after them', { timeout: 240_000 }, async () => {
    const judge = gate();
    const attempt = (count: number) => judge({ name: `name-${count}`, password: 'x', address: `10.0.1.${count}` });
    const crowd = Array.from({ length: 50 }, (_, count) => attempt(count));

    const turnedAway = await attempt(51);
    await Promise.all(crowd);

    expect(turnedAway).toEqual({ kind: 'busy' });
    expect(await attempt(52)).toEqual({ kind: 'refused' });
  });
});
