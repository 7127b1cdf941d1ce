import { allTypes } from './all-types.ts';
import { type CorpusInstance, makeCleanInstance, makePlantedInstance } from './make-corpus-instance.ts';
import { type Random, randomFrom } from './random.ts';
import type { PlantType } from './written.ts';

export interface CorpusPlan {
  /** At least so many identifiers. */
  readonly plants: number;
  readonly seed: number;
}

/** A third of the instances is clean; the others carry one to three identifiers. The same plan gives the same bytes. */
export function* makeCorpus({ plants, seed }: CorpusPlan): Generator<CorpusInstance> {
  const random = randomFrom(seed);
  const types = typesInTurn(random);
  for (let planted = 0; planted < plants; ) {
    const wanted = Array.from({ length: random.pick([1, 1, 2, 2, 3]) }, () => types.next().value);
    const instance = makePlantedInstance(random, wanted);
    planted += instance.plants.length;
    yield instance;
    if (random.chance(0.5)) yield makeCleanInstance(random);
  }
}

/** All types equally often, in an order that tells nothing. */
function* typesInTurn(random: Random): Generator<PlantType, never> {
  for (;;) yield* random.shuffled(allTypes);
}
