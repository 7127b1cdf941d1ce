import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import type { InstanceDraft } from '../../shared/ports/image-archive.ts';
import { redactedBytes } from '../../shared/store/redacted-bytes.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';

const secret = 'CALL ANNA NOW';
const extra = [
  sequence('04000561', [[element('04000563', 'LO', 'Another system')]]),
  element('00204000', 'LT', secret),
];
const { bytes, pixelBytes } = makeCt({ extra });
const at = bytes.indexOf(secret);
const redaction = { path: '00204000', offset: at + 5, length: 4, fill: 0x20 };
const moment = '2026-11-24T10:00:00.000Z';

async function redacted(chunkSizes: readonly number[]): Promise<Buffer> {
  const reader = new Part10Reader({ capture: true });
  await reader.push(Uint8Array.from(bytes));
  const header = await reader.finish();
  const draft = { readSealed: () => inChunks(bytes, chunkSizes) } as unknown as InstanceDraft;
  const chunks: Uint8Array[] = [];
  for await (const chunk of redactedBytes({ header, draft, content: reader.content() }, [redaction], moment)) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* inChunks(whole: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let start = 0, turn = 0; start < whole.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield Uint8Array.from(whole.subarray(start, start + size));
    start += size;
  }
}

describe('redacted bytes', () => {
  it('lack what was found, keep all around it, and are a whole instance still', async () => {
    const copy = await redacted([bytes.length]);

    const { dicomJson } = await readInstanceHeader([copy]);
    expect(dicomJson['00204000']?.Value).toEqual(['CALL      NOW']);
    expect(dicomJson['04000561']?.Value).toHaveLength(2);
    expect(copy.includes('ANNA')).toBe(false);
    expect(copy.subarray(-pixelBytes.length).equals(pixelBytes)).toBe(true);
  });

  it('are the same however the instance is cut into chunks', async () => {
    const whole = await redacted([bytes.length]);
    const sizes = fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 8 });
    const law = fc.asyncProperty(sizes, async (chunkSizes) => {
      expect((await redacted(chunkSizes)).equals(whole)).toBe(true);
    });

    await fc.assert(law, { numRuns: 60 });
  });
});
