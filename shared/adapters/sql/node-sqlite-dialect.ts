import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

const maxPreparedStatements = 256;

/** Kysely's own SQLite dialect is shaped for another driver; this one speaks to `node:sqlite`. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => nodeSqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * A transaction takes the write lock at once: one that began by reading could not wait for it later. On a full or failing
 * disk SQLite may have rolled back by itself; then a rollback would fail in its turn and hide why.
 */
function nodeSqliteDriver(database: DatabaseSync): Driver {
  const connection = new NodeSqliteConnection(database);
  const run = async (command: string) => void (await connection.executeQuery(CompiledQuery.raw(command)));
  return {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: async () => (database.isTransaction ? run('rollback') : undefined),
    releaseConnection: async () => undefined,
    destroy: async () => database.close(),
  };
}

interface Prepared {
  readonly statement: StatementSync;
  /** Asking the statement each time would cost as much as a small query. */
  readonly hasRows: boolean;
}

type SqliteParameter = string | number | bigint | null | Uint8Array;

/** Holds the one connection and its prepared statements; preparing costs more than most of our statements. */
class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { statement, hasRows } = this.#prepare(query.sql);
    const parameters = query.parameters as readonly SqliteParameter[];
    if (hasRows) return { rows: statement.all(...parameters) as Row[] };
    const { changes } = statement.run(...parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  streamQuery(): never {
    throw new Error('the index reads page by page and never streams');
  }

  #prepare(text: string): Prepared {
    const known = this.#prepared.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    const prepared = { statement, hasRows: statement.columns().length > 0 };
    const oldest = this.#prepared.keys().next();
    if (this.#prepared.size >= maxPreparedStatements && !oldest.done) this.#prepared.delete(oldest.value);
    this.#prepared.set(text, prepared);
    return prepared;
  }
}
