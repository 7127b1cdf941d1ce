import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes, refusalOf } from './read-bytes.ts';

const extra = [
  sequence('00081140', [[element('00081155', 'UI', '2.25.9')], []], { undefinedLength: true }),
  element('00091001', 'UN', Buffer.alloc(2000, 1)),
];
const files = [
  makeCt({ extra }),
  makeCt({ extra, transferSyntaxUid: transferSyntaxes.implicitLittleEndian }),
  makeCt({ extra, transferSyntaxUid: transferSyntaxes.explicitBigEndian }),
  makeCt({ extra, transferSyntaxUid: transferSyntaxes.deflated }),
  makeCt({
    extra,
    transferSyntaxUid: transferSyntaxes.jpegBaseline,
    pixelData: fragments([Buffer.alloc(4), Buffer.from('ffd8ffe000', 'hex'), Buffer.alloc(9)]),
  }),
].map(({ bytes }) => bytes);

const anyFile = fc.constantFrom(...files);

describe('whatever the reader is fed', () => {
  it('any split into chunks gives the same header', async () => {
    const splits = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 40 });

    await fc.assert(
      fc.asyncProperty(anyFile, splits, async (bytes, sizes) => {
        const reader = new Part10Reader();
        let at = 0;
        for (const size of sizes) {
          await reader.push(bytes.subarray(at, at + size));
          at += size;
        }
        await reader.push(bytes.subarray(at));

        expect(await reader.finish()).toEqual(await readBytes(bytes));
      }),
    );
  });

  it('one byte at a time gives the same header', async () => {
    for (const bytes of files) expect(await readBytes(bytes, 1)).toEqual(await readBytes(bytes));
  });

  /** A file that ends between two elements cannot be told from a whole one, but then what is there is unchanged. */
  it('any truncation is refused, or gives elements that are in the whole', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.nat({ max: 10_000 }), async (bytes, cut) => {
        const truncated = bytes.subarray(0, cut % bytes.length);
        if ((await refusalOf(truncated)) !== 'read') return;

        const whole = await readBytes(bytes);

        expect(whole.dicomJson).toMatchObject((await readBytes(truncated)).dicomJson);
      }),
      { numRuns: 400 },
    );
  });

  it('any changed bytes are refused with a code, or read', async () => {
    const change = fc.tuple(fc.integer({ min: 128, max: 1400 }), fc.nat({ max: 255 }));

    await fc.assert(
      fc.asyncProperty(anyFile, fc.array(change, { minLength: 1, maxLength: 8 }), async (bytes, changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) changed[at % changed.length] = value;

        expect(await refusalOf(changed)).toMatch(/^[a-z0-9-]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});
