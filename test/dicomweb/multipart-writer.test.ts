import { expect, it } from 'vitest';
import { readMultipart, usualMultipartLimits } from '../../shared/dicomweb/multipart-reader.ts';
import { multipartByteLength, newBoundary, writeMultipart } from '../../shared/dicomweb/multipart-writer.ts';

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function gather(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  let text = '';
  for await (const chunk of bytes) text += Buffer.from(chunk).toString('latin1');
  return text;
}

const twoParts = () => [
  { headers: { 'Content-Type': 'application/dicom' }, byteLength: 5, bytes: chunks('fi', 'rst') },
  { headers: {}, byteLength: 0, bytes: chunks() },
];

it('writes what the reader reads', async () => {
  const boundary = newBoundary();
  const limits = { ...usualMultipartLimits, maxTotalBytes: 1000, maxParts: 2 };
  const read: unknown[] = [];

  const body = writeMultipart(twoParts(), boundary);
  for await (const part of readMultipart(body, `multipart/related; boundary=${boundary}`, limits)) {
    read.push([part.contentType?.essence, await gather(part.body)]);
  }

  expect(read).toEqual([
    ['application/dicom', 'first'],
    [undefined, ''],
  ]);
});

it('knows its length beforehand', async () => {
  const text = await gather(writeMultipart(twoParts(), 'b'));

  expect(text).toHaveLength(multipartByteLength(twoParts(), 'b'));
});

it('opens a part only when the one before has been taken', async () => {
  const opened: number[] = [];
  async function* part(number: number): AsyncGenerator<Uint8Array> {
    opened.push(number);
    yield Buffer.from('x');
  }
  const body = writeMultipart(
    [1, 2].map((number) => ({ headers: {}, bytes: part(number) })),
    'b',
  );

  for await (const chunk of body) if (chunk[0] === 0x78) break;

  expect(opened).toEqual([1]);
});

it('lets the part’s source go when the reader leaves', async () => {
  let isReleased = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from('x');
    } finally {
      isReleased = true;
    }
  }

  for await (const chunk of writeMultipart([{ headers: {}, bytes: source() }], 'b')) if (chunk[0] === 0x78) break;

  expect(isReleased).toBe(true);
});

it('never takes the same boundary twice', () => {
  expect(newBoundary()).not.toBe(newBoundary());
});
