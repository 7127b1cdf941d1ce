import { setTimeout as wait } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { StoredZip } from '../../shared/retrieve/stored-zip.ts';
import { readZip } from '../makers/read-zip.ts';

const chunkBytes = 512 * 1024;

/** Entries of equal chunks, which tell how many chunks were taken and how many entries are open. */
function watched(entryCount: number, chunks: number) {
  const seen = { taken: 0, open: 0 };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    seen.open += 1;
    try {
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        seen.taken += 1;
        yield Buffer.allocUnsafeSlow(chunkBytes).fill(chunk);
      }
    } finally {
      seen.open -= 1;
    }
  }
  const entries = Array.from({ length: entryCount }, (_, number) => ({
    path: `${number}.dcm`,
    byteLength: chunks * chunkBytes,
    open: async () => bytes(),
  }));
  return { seen, zip: new StoredZip(entries) };
}

const texts = ['first', '', 'third '.repeat(100)].map((text) => Buffer.from(text));
const small = () =>
  new StoredZip(
    texts.map((body, number) => ({
      path: `1.2/${number}.dcm`,
      byteLength: body.length,
      open: async () =>
        (async function* () {
          if (body.length > 0) yield Buffer.from(body);
        })(),
    })),
  );
async function gather(zip: StoredZip): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a ZIP file of stored entries', () => {
  it('holds them as they are, with their names and checksums', async () => {
    const entries = readZip(await gather(small()));

    expect(entries).toEqual(
      texts.map((body, number) => ({ path: `1.2/${number}.dcm`, body, isStored: true, crc32: crc32(body) })),
    );
  });

  it('is as long as it said, and the same bytes each time', async () => {
    const bytes = await gather(small());

    expect(bytes).toHaveLength(small().byteLength);
    expect(await gather(small())).toEqual(bytes);
  });

  it('opens nothing before it is read, and then one entry at a time', async () => {
    const { seen, zip } = watched(5, 2);
    await wait(20);
    expect(seen).toEqual({ taken: 0, open: 0 });

    for await (const _chunk of zip.read()) expect(seen.open).toBeLessThanOrEqual(1);
    expect(seen).toEqual({ taken: 10, open: 0 });
  });

  it('reads no further than a slow reader takes', async () => {
    const { seen, zip } = watched(50, 40);
    const reader = zip.read();
    await reader.next();
    await reader.next();
    await wait(200);

    expect(seen.taken).toBeLessThan(20);
    await reader.return(undefined);
  });

  it('closes what is open when its reader leaves, and opens nothing more', async () => {
    const { seen, zip } = watched(50, 4);
    for await (const _chunk of zip.read()) if (seen.taken > 9) break;
    await wait(50);

    expect(seen.open).toBe(0);
    const { taken } = seen;
    await wait(50);
    expect(seen.taken).toBe(taken);
  });

  it.each([
    ['cannot be opened', async () => Promise.reject(new Error('lost'))],
    [
      'breaks off',
      async () =>
        (async function* () {
          yield Buffer.alloc(3);
          throw new Error('lost');
        })(),
    ],
  ])('breaks off where an entry %s', async (_what, open) => {
    await expect(gather(new StoredZip([{ path: 'a.dcm', byteLength: 9, open }]))).rejects.toThrow('lost');
  });

  it.each([3, 20])('breaks off where an entry has not the bytes that the index says (%i)', async (length) => {
    const open = async () =>
      (async function* () {
        yield Buffer.alloc(length);
      })();

    await expect(gather(new StoredZip([{ path: 'a.dcm', byteLength: 9, open }]))).rejects.toThrow('unexpected number');
  });
});
