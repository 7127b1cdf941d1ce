import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTokenStore, type TokenStore } from '../../../local/identity/token-store.ts';

let folder: string;
let store: TokenStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  store = openTokenStore(join(folder, 'tokens.sqlite'));
});

afterEach(async () => {
  vi.useRealTimers();
  store.close();
  await rm(folder, { recursive: true });
});

describe('the memory of the provider', () => {
  it('gives back what it was given, by identifier and kind', async () => {
    await store.adapterFor('Grant').upsert('one', { accountId: 'somebody', jti: 'one' }, 60);

    expect(await store.adapterFor('Grant').find('one')).toEqual({ accountId: 'somebody', jti: 'one' });
    expect(await store.adapterFor('RefreshToken').find('one')).toBeUndefined();
    expect(await store.adapterFor('Grant').find('two')).toBeUndefined();
  });

  it('gives back the last of two under one identifier', async () => {
    const grants = store.adapterFor('Grant');
    await grants.upsert('one', { accountId: 'first' }, 60);
    await grants.upsert('one', { accountId: 'second' }, 60);

    expect(await grants.find('one')).toMatchObject({ accountId: 'second' });
  });

  it('finds a session by its uid, with its identifier', async () => {
    await store.adapterFor('Session').upsert('one', { uid: 'u', jti: 'one' }, 60);

    expect(await store.adapterFor('Session').findByUid('u')).toMatchObject({ jti: 'one' });
    expect(await store.adapterFor('Session').findByUid('v')).toBeUndefined();
  });

  it('knows no user codes', async () => {
    expect(await store.adapterFor('Session').findByUserCode('one')).toBeUndefined();
  });

  it('lets a token be used up once', async () => {
    const tokens = store.adapterFor('RefreshToken');
    await tokens.upsert('one', {}, 60);
    await tokens.consume('one');

    await expect(tokens.consume('one')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(await tokens.find('one')).toMatchObject({ consumed: expect.any(Number) });
  });

  it('drops one by identifier, and all of a kind by grant', async () => {
    const tokens = store.adapterFor('RefreshToken');
    await tokens.upsert('one', { grantId: 'g' }, 60);
    await tokens.upsert('two', { grantId: 'g' }, 60);
    await tokens.upsert('three', { grantId: 'h' }, 60);
    await store.adapterFor('AuthorizationCode').upsert('four', { grantId: 'g' }, 60);

    await tokens.destroy('one');
    expect(await tokens.find('one')).toBeUndefined();
    expect(await tokens.find('two')).toBeDefined();
    await tokens.revokeByGrantId('g');

    expect(await tokens.find('two')).toBeUndefined();
    expect(await tokens.find('three')).toBeDefined();
    expect(await store.adapterFor('AuthorizationCode').find('four')).toBeDefined();
  });

  it('forgets what expired when something new comes', async () => {
    vi.useFakeTimers();
    const tokens = store.adapterFor('RefreshToken');
    await tokens.upsert('old', {}, 60);

    vi.advanceTimersByTime(61_000);
    await tokens.upsert('new', {}, 60);

    expect(await tokens.find('old')).toBeUndefined();
    expect(await tokens.find('new')).toBeDefined();
  });

  it('makes room for the ten thousand and first of a kind by dropping the eldest', async () => {
    const memory = openTokenStore(':memory:');
    await memory.adapterFor('Session').upsert('other', { uid: 'o' }, 60);
    const begun = memory.adapterFor('Interaction');
    for (let count = 0; count <= 10_000; count += 1) await begun.upsert(`i${count}`, {}, 60);

    expect(await begun.find('i0')).toBeUndefined();
    expect(await begun.find('i1')).toBeDefined();
    expect(await memory.adapterFor('Session').find('other')).toBeDefined();
    memory.close();
  });

  it('is there after a restart, and its files hold no token', async () => {
    await store.adapterFor('RefreshToken').upsert('a-secret-token', { jti: 'a-secret-token', grantId: 'g' }, 60);
    const files = ['tokens.sqlite', 'tokens.sqlite-wal'].map((name) => readFile(join(folder, name), 'latin1'));
    const written = (await Promise.all(files)).join('');
    store.close();

    store = openTokenStore(join(folder, 'tokens.sqlite'));

    expect(await store.adapterFor('RefreshToken').find('a-secret-token')).toMatchObject({ grantId: 'g' });
    expect(written).toContain('grantId');
    expect(written).not.toContain('a-secret-token');
  });
});
