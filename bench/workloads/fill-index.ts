import type { BenchOptions } from '../options.ts';
import type { Section } from '../workload.ts';
import { smallStudyFile } from './small-studies.ts';
import { storeCalls } from './store-calls.ts';

/** Thousands of studies of one small image: what a store costs beside its bytes, and the ground for the searches. */
export function indexSection({ studies }: BenchOptions): Section {
  const files = () => Array.from({ length: studies }, (_, number) => smallStudyFile(number));
  return {
    name: 'index',
    workloads: [
      {
        name: `store ${studies} small studies, twenty a request`,
        unit: 'files/s',
        unitsPerCall: 20,
        connections: [4],
        runs: 1,
        isWarmedUp: false,
        calls: () => storeCalls(files(), 20),
      },
    ],
    tearDown: async (targets) => {
      for (const target of targets) await target.settle();
    },
  };
}
