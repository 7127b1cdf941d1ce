/** Works ahead on `width` items at a time and gives the results in the items' order, as they are asked for. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  width: number,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  for (const item of items) {
    const result = work(item);
    result.catch(() => undefined);
    underWay.push(result);
    if (underWay.length >= width) yield await (underWay.shift() as Promise<Result>);
  }
  for (const result of underWay) yield await result;
}
