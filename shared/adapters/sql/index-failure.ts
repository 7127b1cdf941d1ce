import { GatewayError } from '../../errors.ts';
import { RowsRaced } from './rows-raced.ts';

const retryAfterSeconds = '5';

/** A database that cannot answer now becomes `index-unavailable`; what it said stays inside. Our own bugs pass as they are. */
export function asIndexFailure(error: unknown): unknown {
  if (!isUnavailable(error) && !isWorthRetrying(error)) return error;
  return new GatewayError('index-unavailable', 'The index cannot be reached at the moment; try again soon.', {
    cause: error,
    headers: { 'Retry-After': retryAfterSeconds },
  });
}

/** Two writers met: the one that was sent away finds a settled state when it comes again. */
export function isWorthRetrying(error: unknown): boolean {
  return error instanceof RowsRaced || writersMet.has(propertyOf(error, 'code')) || sqliteResult(error) === sqliteBusy;
}

/** PostgreSQL: serialization failure, deadlock, unique violation. */
const writersMet = new Set<unknown>(['40001', '40P01', '23505']);

/** SQLite result codes: busy, locked, no memory, read-only, I/O, corrupt, full, cannot open, protocol, not a database. */
const sqliteBusy = 5;
const sqliteUnavailable = new Set<unknown>([5, 6, 7, 8, 10, 11, 13, 14, 15, 26]);

/** PostgreSQL classes: connection, insufficient resources, operator intervention, system error; wrong sign-in, no such database. */
const postgresUnavailable = /^(?:08|53|57|58|28|3D)/;

const networkFailures = new Set<unknown>([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'ENOENT',
]);

/** The pool gives these no code. */
const poolFailure =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

function isUnavailable(error: unknown): boolean {
  const code = propertyOf(error, 'code');
  if (code === 'ERR_SQLITE_ERROR') return sqliteUnavailable.has(sqliteResult(error));
  if (typeof code === 'string') return networkFailures.has(code) || postgresUnavailable.test(code);
  return error instanceof AggregateError
    ? error.errors.some(isUnavailable)
    : error instanceof Error && poolFailure.test(error.message);
}

/** The primary result code; the bits above tell details. */
function sqliteResult(error: unknown): number | undefined {
  const code = propertyOf(error, 'errcode');
  return typeof code === 'number' ? code & 0xff : undefined;
}

function propertyOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
