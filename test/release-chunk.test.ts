import { expect, it } from 'vitest';
import { releaseChunk } from '../shared/release-chunk.ts';

it('frees a large chunk that has its memory for itself', () => {
  const chunk = new Uint8Array(64 * 1024);

  releaseChunk(chunk);

  expect(chunk.buffer.byteLength).toBe(0);
});

it.each([
  ['shares its memory', new Uint8Array(128 * 1024).subarray(64 * 1024)],
  ['is small', new Uint8Array(100)],
  ['lies in shared memory', new Uint8Array(new SharedArrayBuffer(64 * 1024))],
])('leaves a chunk alone that %s', (_why, chunk) => {
  const { length } = chunk;

  releaseChunk(chunk);

  expect(chunk.length).toBe(length);
});
