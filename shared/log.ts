/** The only fields a log line may have: nothing of a dataset, a URL's query, a header or an error's cause fits in. */
export interface LogFields {
  readonly requestId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly code?: string;
  readonly durationMs?: number;
  readonly count?: number;
  readonly bytes?: number;
  /** Of our own errors only: class and stack without the message, which may quote input. */
  readonly stack?: string;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line, as CloudWatch and journald like it. `write` is stdout or stderr of the host. */
export function jsonLinesLog(write: (line: string) => void): Log {
  const line =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
  return { info: line('info'), error: line('error') };
}

/** Where it happened, not what was said: an error's message may quote input, so only its frames are kept. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${typeof error}`;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join('\n');
}
