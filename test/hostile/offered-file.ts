import { failureReasons } from '../../shared/store/failure-reasons.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { joined } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { storeMultipart, storeSingle, storeWell } from './target.ts';

/** A file that is wrong in one way, and what the gateway makes of it. */
export interface OfferedFile {
  readonly class: string;
  readonly law: string;
  readonly make: () => Buffer | Offer;
  readonly expect: Outcome | { readonly status: number; readonly reason: number };
  /** Where it matters why the guard flags or holds it. */
  readonly rule?: string;
}

/**
 * `stored`: it is odd, but can be read in one way only, so it is kept, and fetched back byte for byte. `flagged`: the same,
 * and the guard says something of it. `held`: it waits in the quarantine, whole. `given up`: held, for no inspection of it ends well.
 */
type Outcome = 'stored' | 'flagged' | 'held' | 'given up';

interface Offer extends Pick<MadeInstance, 'bytes'>, Partial<Omit<MadeInstance, 'bytes'>> {
  /** Stored well first, and afterwards still what it was. */
  readonly before?: readonly MadeInstance[];
  readonly path?: string;
}

const heldByGuard = { status: 409, reason: failureReasons.heldByGuard };
const expectations: Readonly<Record<Outcome, Expectation>> = {
  stored: { status: 200 },
  flagged: { status: 202, warning: 0xb0d1 },
  held: heldByGuard,
  'given up': { ...heldByGuard, rule: 'guard-failed', guardFailures: 2 },
};

/** Both doors of the store get it: as a part among parts, and as the whole body. */
export function offered(files: readonly OfferedFile[]): Attack[] {
  return files.map(({ class: number, law, make, expect, rule }) => ({
    class: number,
    law,
    expect: { ...(typeof expect === 'string' ? expectations[expect] : expect), ...(rule !== undefined && { rule }) },
    send: async (target) => {
      const made = make();
      const offer = Buffer.isBuffer(made) ? { bytes: made } : made;
      const { bytes, before = [], path }: Offer = offer;
      for (const instance of before) await storeWell(target, instance);
      const answers = [await storeMultipart(target, [bytes], path), await storeSingle(target, bytes, path)];
      return { ...joined(answers), ...placesOf(offer as MadeInstance, before, expect) };
    },
  }));
}

/** Where it has to be afterwards, and what was there before it. */
function placesOf(instance: MadeInstance, before: readonly MadeInstance[], expect: OfferedFile['expect']) {
  if (expect === 'stored' || expect === 'flagged') return { kept: [...before, instance], held: [] };
  return { kept: before, held: expect === 'held' || expect === 'given up' ? [instance] : [] };
}

const offeredAs =
  (expect: OfferedFile['expect']) =>
  (number: string, law: string, make: OfferedFile['make'], rule?: string): OfferedFile => ({
    class: number,
    law,
    make,
    expect,
    ...(rule !== undefined && { rule }),
  });
export const stored = offeredAs('stored');
export const flagged = offeredAs('flagged');
export const held = offeredAs('held');
export const givenUp = offeredAs('given up');
