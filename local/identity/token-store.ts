import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';

/** What the provider remembers between two requests, by kind (`Session`, `RefreshToken`, …). */
export interface TokenStore {
  adapterFor(kind: string): Adapter;
  close(): void;
}

/** Of each kind: strangers can begin sign-ins, so the oldest make room. */
const maxEntriesOfKind = 10_000;

/** `:memory:` for what a restart may forget; a path (owner-only file, durable writes) for what it must not. */
export function openTokenStore(path: string): TokenStore {
  if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  database.exec(schema);
  return { adapterFor: (kind) => adapterOf(database, kind), close: () => database.close() };
}

/** Keys are SHA-256 of the identifiers and payloads leave them out: the file holds no token that could be used. */
const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS entry (
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    uid TEXT,
    grant_id TEXT,
    expires_at INTEGER NOT NULL,
    consumed_at INTEGER,
    payload TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS entry_kind ON entry (kind);
  CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id);
  CREATE INDEX IF NOT EXISTS entry_uid ON entry (uid);
  CREATE INDEX IF NOT EXISTS entry_expiry ON entry (expires_at);
`;

function adapterOf(database: DatabaseSync, kind: string): Adapter {
  const keyOf = (id: string) => createHash('sha256').update(`${kind}:${id}`).digest('base64url');
  const run = (sql: string, ...values: (string | number | null)[]) => database.prepare(sql).run(...values);
  const find = (column: 'key' | 'uid', value: string) =>
    payloadOf(
      database.prepare(`SELECT payload, consumed_at FROM entry WHERE kind = ? AND ${column} = ?`).get(kind, value),
    );
  return {
    async upsert(id, payload, expiresIn = 0) {
      run('DELETE FROM entry WHERE key = ? OR expires_at <= ?', keyOf(id), nowSeconds());
      run(
        'INSERT INTO entry (key, kind, uid, grant_id, expires_at, payload) VALUES (?, ?, ?, ?, ?, ?)',
        ...[keyOf(id), kind, payload.uid ?? null, payload.grantId ?? null, nowSeconds() + expiresIn],
        JSON.stringify(withoutSecrets(kind, payload)),
      );
      run(dropEldest, kind, kind, maxEntriesOfKind);
    },
    async find(id) {
      const payload = find('key', keyOf(id));
      return payload === undefined ? undefined : { ...payload, jti: id };
    },
    async findByUid(uid) {
      return find('uid', uid);
    },
    async findByUserCode() {
      return undefined;
    },
    async consume(id) {
      const sql = 'UPDATE entry SET consumed_at = ? WHERE key = ? AND consumed_at IS NULL';
      const { changes } = run(sql, nowSeconds(), keyOf(id));
      if (changes === 0) throw new errors.InvalidGrant('already used');
    },
    async destroy(id) {
      run('DELETE FROM entry WHERE key = ?', keyOf(id));
    },
    async revokeByGrantId(grantId) {
      run('DELETE FROM entry WHERE kind = ? AND grant_id = ?', kind, grantId);
    },
  };
}

const dropEldest = `
  DELETE FROM entry WHERE kind = ? AND rowid <= (
    SELECT rowid FROM entry WHERE kind = ? ORDER BY rowid DESC LIMIT 1 OFFSET ?
  )`;

/** A session is also found by its uid and then must know its own id; sessions live in memory only. */
function withoutSecrets(kind: string, payload: AdapterPayload): AdapterPayload {
  if (kind === 'Session') return payload;
  const { jti: _secret, ...rest } = payload;
  return rest;
}

function payloadOf(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
  if (row === undefined) return undefined;
  const payload: AdapterPayload = JSON.parse(String(row.payload));
  return row.consumed_at === null ? payload : { ...payload, consumed: row.consumed_at };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
