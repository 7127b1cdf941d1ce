/** Statements have a largest number of parameters, and memory an end: long lists go in pieces. */
export function inChunks<Item>(items: readonly Item[], chunkLength: number): readonly Item[][] {
  const count = Math.ceil(items.length / chunkLength);
  return Array.from({ length: count }, (_, index) => items.slice(index * chunkLength, (index + 1) * chunkLength));
}
