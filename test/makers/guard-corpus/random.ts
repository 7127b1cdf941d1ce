/** The same seed gives the same corpus on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** Both ends included. */
  whole(from: number, to: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  digits(count: number): string;
  /** Characters out of an alphabet. */
  letters(count: number, alphabet?: string): string;
  bytes(count: number): Buffer;
  shuffled<T>(list: readonly T[]): T[];
}

const upperCase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function randomFrom(seed: number): Random {
  const next = mulberry32(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const letters = (count: number, alphabet = upperCase): string =>
    Array.from({ length: count }, () => alphabet[whole(0, alphabet.length - 1)]).join('');
  return {
    next,
    whole,
    letters,
    chance: (share) => next() < share,
    pick: <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T,
    digits: (count) => letters(count, '0123456789'),
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => whole(0, 255))),
    shuffled: (list) => shuffled(list, whole),
  };
}

/** Mulberry32: 32 bits of state, good enough to spread test data. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(list: readonly T[], whole: Random['whole']): T[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index -= 1) {
    const other = whole(0, index);
    [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
  }
  return copy;
}
