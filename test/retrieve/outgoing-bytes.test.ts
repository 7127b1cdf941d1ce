import { expect, it } from 'vitest';
import { exactly, outgoingBytes } from '../../shared/retrieve/outgoing-bytes.ts';

/** A source of equal chunks that tells how many were taken and whether it was let go. */
function source(chunkBytes: number, count: number) {
  const seen = { taken: 0, isReleased: false };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      for (; seen.taken < count; ) {
        seen.taken += 1;
        yield Buffer.alloc(chunkBytes, seen.taken);
      }
    } finally {
      seen.isReleased = true;
    }
  }
  return { bytes: bytes(), seen };
}

async function gather(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

it.each([
  [0, 0, true],
  [1000, 3, true],
  [600_000, 1, false],
  [100_000, 3, false],
  [600_000, 3, false],
])('of chunks of %i bytes, %i of them, all leave in order', async (chunkBytes, count, isOneBuffer) => {
  const body = await outgoingBytes(source(chunkBytes, count).bytes);

  expect(body instanceof Uint8Array).toBe(isOneBuffer);
  expect(await gather(body)).toEqual(await gather(source(chunkBytes, count).bytes));
});

it('holds little of a large body before it is asked for', async () => {
  const { bytes, seen } = source(100_000, 1000);

  await outgoingBytes(bytes);

  expect(seen.taken).toBe(11);
});

it('lets the source go when it is closed before it was read', async () => {
  const { bytes, seen } = source(100_000, 1000);
  const body = (await outgoingBytes(bytes)) as AsyncGenerator<Uint8Array>;

  await body.return(undefined);

  expect(seen.isReleased).toBe(true);
});

it('fails at once where the source cannot be read', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(10);
    throw new Error('disk');
  }

  await expect(outgoingBytes(broken())).rejects.toThrow('disk');
});

it.each([29, 31])('breaks off when 30 bytes come and %i were promised', async (promised) => {
  const bytes = exactly(promised, source(10, 3).bytes);

  await expect(gather(bytes)).rejects.toThrow('more or fewer bytes');
});
