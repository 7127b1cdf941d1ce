import pg from 'pg';

export interface PostgresSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** A function is asked before each new connection: IAM tokens live for minutes. */
  readonly password: string | (() => Promise<string>);
  /** PEM certificates of the authorities to trust; undefined: no TLS, which only loopback deserves. */
  readonly tlsAuthorities: string | undefined;
  readonly maxConnections: number;
}

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
const bigintType = 20;

/** The one way to a PostgreSQL server: verified, in time, and alive when a connection breaks. */
export function postgresPool(settings: PostgresSettings): pg.Pool {
  const { host, port, database, user, password, tlsAuthorities, maxConnections } = settings;
  const pool = new pg.Pool({
    host,
    port,
    database,
    user,
    password,
    ssl: tlsAuthorities === undefined ? false : { ca: tlsAuthorities },
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    types: { getTypeParser: typeParser },
  });
  // A connection that breaks, idle or between two statements of a transaction, fails what is asked of it next and is
  // replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Our whole numbers stay far below 2^53, so `bigint` may become a number. */
const typeParser: typeof pg.types.getTypeParser = (type: number, format?: unknown) =>
  type === bigintType ? Number : pg.types.getTypeParser(type, format as 'text');
