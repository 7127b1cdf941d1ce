/** What the guard may say of an instance, from the mildest to the strictest; an instance gets the strictest of its findings. */
export const verdicts = ['allow', 'flag', 'redact', 'quarantine', 'reject'] as const;

export type Verdict = (typeof verdicts)[number];

export function strictest(all: Iterable<Verdict>): Verdict {
  let found = 0;
  for (const verdict of all) found = Math.max(found, verdicts.indexOf(verdict));
  return verdicts[found] ?? 'reject';
}

export const isAtLeast = (verdict: Verdict, floor: Verdict): boolean =>
  verdicts.indexOf(verdict) >= verdicts.indexOf(floor);
