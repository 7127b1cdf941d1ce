import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { workAhead } from '../shared/work-ahead.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let number = 0; number < count; number++) yield number;
}

async function gathered<Result>(results: AsyncIterable<Result>): Promise<Result[]> {
  const all: Result[] = [];
  for await (const result of results) all.push(result);
  return all;
}

it('gives results in the order of the items, whichever is ready first', async () => {
  const work = async (number: number) => {
    await sleep(number % 2 === 0 ? 5 : 0);
    return number;
  };

  const results = await gathered(workAhead(numbers(9), work, 4));

  expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

it('works on so many at a time and no more', async () => {
  let underWay = 0;
  let most = 0;
  const work = async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await sleep(1);
    underWay -= 1;
  };

  await gathered(workAhead(numbers(20), work, 3));

  expect(most).toBe(3);
});

it('fails when the item at which it failed is due, and begins no more after that', async () => {
  let begun = 0;
  const work = async (number: number) => {
    begun += 1;
    if (number === 2) throw new Error('broken');
    return number;
  };
  const results: number[] = [];

  const ended = (async () => {
    for await (const result of workAhead(numbers(1_000), work, 2)) results.push(result);
  })();

  await expect(ended).rejects.toThrow('broken');
  expect(results).toEqual([0, 1]);
  expect(begun).toBeLessThan(6);
});
