const width = 16;

/** Works on all items, at most 16 at a time, results in the items' order; after a failure no new one is begun. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const takeNext = async (): Promise<void> => {
    for (const [position, item] of queue) results[position] = await work(item);
  };
  const workers = Array.from({ length: Math.min(width, items.length) }, takeNext);
  const ended = await Promise.allSettled(workers);
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}
