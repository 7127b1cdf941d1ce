import type { BenchOptions } from '../options.ts';
import type { Section } from '../workload.ts';
import { ctFiles } from './ct-files.ts';
import { storeCalls } from './store-calls.ts';

/** What a modality router does: slices of a CT series, alone and twenty a request. */
export function storeSection({ share }: BenchOptions): Section {
  const count = Math.ceil(240 * share);
  return {
    name: 'store',
    workloads: [
      { name: 'store CT, one a request', unit: 'files/s', calls: () => storeCalls(ctFiles(count), 1) },
      {
        name: 'store CT, twenty a request',
        unit: 'files/s',
        unitsPerCall: 20,
        calls: () => storeCalls(ctFiles(count), 20),
      },
    ],
  };
}
