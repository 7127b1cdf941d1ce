import { CommandFailure } from '../command-failure.ts';

export interface JsonAnswer {
  readonly status: number;
  /** Undefined where the answer is no JSON. */
  readonly body: unknown;
}

const patienceMs = 60_000;

/** Follows no redirect: a token goes to whom it is for and to nobody else. */
export async function requestJson(url: string, init: RequestInit = {}): Promise<JsonAnswer> {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(patienceMs) }).catch(
    () => {
      throw new CommandFailure(`${new URL(url).origin} does not answer: is the gateway running, and is the URL right?`);
    },
  );
  const text = await response.text();
  return { status: response.status, body: findJson(text) };
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
