import { expect, it } from 'vitest';
import { inOrder } from '../../shared/retrieve/in-order.ts';

it('gives results in the order of the items, whichever is ready first', async () => {
  const results: number[] = [];

  const work = (item: number) => new Promise<number>((resolve) => setTimeout(resolve, 10 - item, item));
  for await (const result of inOrder([1, 2, 3, 4, 5], work, 3)) results.push(result);

  expect(results).toEqual([1, 2, 3, 4, 5]);
});

it('works no further ahead than its width', async () => {
  const begun: number[] = [];
  const work = async (item: number) => begun.push(item);

  for await (const _result of inOrder([1, 2, 3, 4, 5], work, 2)) break;

  expect(begun).toEqual([1, 2]);
});

it('fails where the work fails, and nowhere else', async () => {
  const work = async (item: number) => {
    if (item === 2) throw new Error('lost');
    return item;
  };
  const results = inOrder([1, 2, 3], work, 3);

  expect((await results.next()).value).toBe(1);
  await expect(results.next()).rejects.toThrow('lost');
});
