import type { MadeInstance } from '../makers/make-ct.ts';
import { joined } from './answer.ts';
import type { Attack } from './attack.ts';
import { storeMultipart, storeSingle, storeWell } from './target.ts';

/** A file that is wrong in one way, and what the gateway makes of it. */
export interface OfferedFile {
  readonly class: string;
  readonly law: string;
  readonly make: () => Buffer | Offer;
  /** `stored`: it is odd, but can be read in one way only, so it is kept, and fetched back byte for byte. */
  readonly expect: 'stored' | { readonly status: number; readonly reason: number };
}

interface Offer extends Pick<MadeInstance, 'bytes'>, Partial<Omit<MadeInstance, 'bytes'>> {
  /** Stored well first, and afterwards still what it was. */
  readonly before?: readonly MadeInstance[];
  readonly path?: string;
}

/** Both doors of the store get it: as a part among parts, and as the whole body. */
export function offered(files: readonly OfferedFile[]): Attack[] {
  return files.map(({ class: number, law, make, expect }) => ({
    class: number,
    law,
    expect: expect === 'stored' ? { status: 200 } : expect,
    send: async (target) => {
      const made = make();
      const offer = Buffer.isBuffer(made) ? { bytes: made } : made;
      const { bytes, before = [], path }: Offer = offer;
      for (const instance of before) await storeWell(target, instance);
      const answers = [await storeMultipart(target, [bytes], path), await storeSingle(target, bytes, path)];
      return { ...joined(answers), kept: [...before, ...(expect === 'stored' ? [offer as MadeInstance] : [])] };
    },
  }));
}
