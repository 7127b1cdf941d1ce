import { type Authorized, authorize } from '../../shared/access/authorize.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { StudyIndex } from '../../shared/ports/study-index.ts';
import type { GrowthSearch } from './growth-searches.ts';
import { madeInstance } from './made-studies.ts';

const caller: Caller = {
  kind: 'client',
  subject: 'bench',
  clientId: 'bench',
  actions: new Set(['study.search', 'study.write']),
  groups: [],
  tokenId: 'bench',
  issuedAt: 0,
};
const writePermit: Authorized<'study.write'> = authorize(caller, 'study.write');
const searchPermit: Authorized<'study.search'> = authorize(caller, 'study.search');

const batchLength = 500;

/** Studies straight into the index, as a store commits them; `from` is how many are there already. */
export async function fillIndex(
  index: StudyIndex,
  { from, to }: { readonly from: number; readonly to: number },
  onProgress: (studies: number) => void,
): Promise<void> {
  for (let start = from; start < to; start += batchLength) {
    const length = Math.min(batchLength, to - start);
    await index.insertInstances(
      writePermit,
      Array.from({ length }, (_, place) => madeInstance(start + place)),
    );
    if ((start / batchLength) % 40 === 0) onProgress(start + length);
  }
}

const minCalls = 15;
const maxCalls = 300;
const maxMs = 2_000;

/** The median time of one search, in milliseconds, and what the first found. */
export async function measureSearch(
  index: StudyIndex,
  { query }: GrowthSearch,
  studies: number,
): Promise<{ readonly ms: number; readonly total: number }> {
  const { total } = await index.search(searchPermit, query(0, studies));
  const times: number[] = [];
  const begin = performance.now();
  for (let call = 1; call <= maxCalls; call++) {
    const start = performance.now();
    await index.search(searchPermit, query(call, studies));
    times.push(performance.now() - start);
    if (call >= minCalls && performance.now() - begin > maxMs) break;
  }
  return { ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN, total };
}
