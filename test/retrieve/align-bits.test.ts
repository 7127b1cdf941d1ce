import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alignBits } from '../../shared/retrieve/align-bits.ts';
import { extractFrame } from '../makers/extract-frame.ts';

async function* chunksOf(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

it('moves a frame down to bit 0 and clears what is beyond its end, in any chunks', async () => {
  const frame = fc.record({ leadingBits: fc.nat(7), bitLength: fc.integer({ min: 1, max: 400 }) });

  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.nat(255)),
      frame,
      fc.integer({ min: 1, max: 60 }),
      async (random, bits, chunkBytes) => {
        const bytes = Uint8Array.from(random.take(Math.ceil((bits.leadingBits + bits.bitLength) / 8)));
        const aligned: Uint8Array[] = [];

        for await (const chunk of alignBits(chunksOf(bytes, chunkBytes), bits)) aligned.push(chunk);

        const whole = extractFrame(bytes, bits.leadingBits, bits.bitLength);
        expect(Buffer.concat(aligned)).toEqual(Buffer.from(whole));
      },
    ),
  );
});
