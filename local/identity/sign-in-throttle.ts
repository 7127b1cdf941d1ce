/** Slows guessing of passwords; see `docs/decisions/0021-sign-in-throttle.md` for what each counter is against. */
export interface SignInThrottle {
  /** Counts an attempt before it is judged, so that attempts sent at once are counted too. */
  begin(name: string, address: string): Attempt;
  succeeded(name: string, address: string): void;
}

/** `wait`: not judged at all, come back later; `go`: judge it after the delay. */
export type Attempt =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'go'; readonly delayMs: number };

interface Counter {
  failures: number;
  lastAtMs: number;
}

const maxCounters = 10_000;
const forgetAfterMs = 15 * 60_000;
const freeFailuresOfPair = 5;
const freeFailuresOfAddress = 30;
const maxWaitSeconds = 60;
const maxDelayMs = 3_000;

/** `nowMs` is given so that tests need not wait. */
export function createSignInThrottle(nowMs: () => number = () => Date.now()): SignInThrottle {
  const counters = new Map<string, Counter>();
  const pair = (name: string, address: string) => JSON.stringify(['pair', name, address]);
  const from = (address: string) => JSON.stringify(['address', address]);
  const account = (name: string) => JSON.stringify(['account', name]);
  return {
    begin(name, address) {
      const seconds = Math.max(
        secondsToWait(find(counters, pair(name, address), nowMs()), freeFailuresOfPair, nowMs()),
        secondsToWait(find(counters, from(address), nowMs()), freeFailuresOfAddress, nowMs()),
      );
      if (seconds > 0) return { kind: 'wait', seconds };
      const delayMs = delayOf(find(counters, account(name), nowMs()));
      for (const key of [pair(name, address), from(address), account(name)]) count(counters, key, nowMs());
      return { kind: 'go', delayMs };
    },
    succeeded(name, address) {
      counters.delete(pair(name, address));
      counters.delete(account(name));
      const ofAddress = counters.get(from(address));
      if (ofAddress !== undefined) ofAddress.failures -= 1;
    },
  };
}

function find(counters: Map<string, Counter>, key: string, now: number): Counter | undefined {
  const counter = counters.get(key);
  return counter !== undefined && now - counter.lastAtMs < forgetAfterMs ? counter : undefined;
}

function count(counters: Map<string, Counter>, key: string, now: number): void {
  const failures = (find(counters, key, now)?.failures ?? 0) + 1;
  counters.delete(key);
  counters.set(key, { failures, lastAtMs: now });
  const eldest = counters.keys().next().value;
  if (counters.size > maxCounters && eldest !== undefined) counters.delete(eldest);
}

/** Twice as long with each failure past the free ones, a minute at most: nobody is shut out for good. */
function secondsToWait(counter: Counter | undefined, free: number, now: number): number {
  if (counter === undefined || counter.failures < free) return 0;
  const waitSeconds = Math.min(2 ** (counter.failures - free), maxWaitSeconds);
  return Math.max(0, Math.ceil(waitSeconds - (now - counter.lastAtMs) / 1000));
}

/** An account under fire from many addresses answers slower, but never refuses: its owner must get in. */
function delayOf(counter: Counter | undefined): number {
  const failures = counter?.failures ?? 0;
  return Math.min(Math.max(0, failures - freeFailuresOfPair) * 100, maxDelayMs);
}
