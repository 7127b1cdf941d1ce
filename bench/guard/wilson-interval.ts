const z = 1.959964;

/** Wilson 1927, 95 %: honest also for shares near 1 and few tries. */
export function wilsonInterval(successes: number, tries: number): readonly [number, number] {
  if (tries === 0) return [0, 1];
  const share = successes / tries;
  const denominator = 1 + z ** 2 / tries;
  const centre = (share + z ** 2 / (2 * tries)) / denominator;
  const reach = (z / denominator) * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
