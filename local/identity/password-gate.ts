import { setTimeout as sleep } from 'node:timers/promises';
import type { User } from './accounts.ts';
import { passwordMatches } from './password-hash.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';

export interface SignInAttempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

/** `busy`: too many others are being judged at this moment. */
export type SignInVerdict =
  | { readonly kind: 'accepted'; readonly user: User }
  | { readonly kind: 'refused' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'busy' };

const maxWaiting = 50;

/** Passwords are judged one at a time: a thousand guesses at once cost the gateway one core and 16 MiB, no more. */
export function createPasswordGate(
  users: readonly User[],
  throttle: SignInThrottle,
): (attempt: SignInAttempt) => Promise<SignInVerdict> {
  let turn: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return async (attempt) => {
    if (waiting >= maxWaiting) return { kind: 'busy' };
    const admitted = throttle.begin(attempt.name, attempt.address);
    if (admitted.kind === 'wait') return admitted;
    waiting += 1;
    try {
      await sleep(admitted.delayMs);
      return await inTurn(() => judge(users, throttle, attempt));
    } finally {
      waiting -= 1;
    }
  };
}

async function judge(
  users: readonly User[],
  throttle: SignInThrottle,
  { name, password, address }: SignInAttempt,
): Promise<SignInVerdict> {
  const user = users.find((candidate) => candidate.name === name);
  const matches = await passwordMatches(password, user?.passwordHash);
  if (user === undefined || !matches) return { kind: 'refused' };
  throttle.succeeded(name, address);
  return { kind: 'accepted', user };
}
