import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turnstile } from '../shared/turnstile.ts';

describe('a turnstile', () => {
  it('never lets more be under way than it has places, and lets all through in the end', async () => {
    const turnstile = new Turnstile(3);
    let underWay = 0;
    const seen: number[] = [];

    await Promise.all(
      Array.from({ length: 20 }, async () => {
        await turnstile.enter();
        underWay += 1;
        seen.push(underWay);
        await turn();
        underWay -= 1;
        turnstile.leave();
      }),
    );

    expect(seen).toHaveLength(20);
    expect(Math.max(...seen)).toBe(3);
  });
});
