/** How likely it is that pixels show identifiers, from the header alone (docs/guard.md). */
export type BurnedInRisk = 'declared' | 'high' | 'unknown' | 'low';
