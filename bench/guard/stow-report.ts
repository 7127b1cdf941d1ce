import { alignedTable, percent, short } from './aligned-table.ts';
import type { StoreRate } from './measure-stow.ts';
import { storeRateTarget, type Verdict } from './targets.ts';

export function stowReport(rates: readonly StoreRate[]): string {
  return alignedTable([
    ['stores (files/s)', 'at a time', 'with the guard', 'without', 'ratio', 'CPU ms a file', 'without'],
    ...rates.map(({ work, connections, guarded, unguarded, ratio, guardedCpu, unguardedCpu }) => [
      work,
      String(connections),
      short(guarded),
      short(unguarded),
      percent(ratio),
      short(guardedCpu),
      short(unguardedCpu),
    ]),
  ]);
}

export function stowVerdicts(rates: readonly StoreRate[]): readonly Verdict[] {
  return rates.map(({ work, connections, ratio }) => ({
    what: `store rate, ${work}, ${connections} at a time`,
    target: `≥ ${percent(storeRateTarget)}`,
    figure: percent(ratio),
    isMet: ratio >= storeRateTarget,
  }));
}
