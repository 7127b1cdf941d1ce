import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeSidecar, encodeSidecar } from '../../shared/dicom/sidecar.ts';
import { makeCt } from '../makers/make-ct.ts';
import { fragments } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes } from './read-bytes.ts';

const parts = [Buffer.alloc(0), Buffer.alloc(10), Buffer.alloc(12)];
const instances = [
  ['native', makeCt({ frames: 3 })],
  ['encapsulated', makeCt({ transferSyntaxUid: transferSyntaxes.rleLossless, pixelData: fragments(parts), frames: 2 })],
  ['without pixel data', makeCt({ pixelData: null })],
] as const;

describe('the sidecar', () => {
  it.each(instances)('gives back the header of an instance: %s', async (_, { bytes }) => {
    const header = await readBytes(bytes);

    expect(decodeSidecar(encodeSidecar(header))).toEqual(header);
  });

  it('is no sidecar when torn, of another version or something else', async () => {
    const sidecar = encodeSidecar(await readBytes(makeCt().bytes));
    const newer = gzipSync(gunzipSync(sidecar).toString().replace('"version":1', '"version":2'));

    expect(decodeSidecar(sidecar.subarray(0, -9))).toBeUndefined();
    expect(decodeSidecar(newer)).toBeUndefined();
    expect(decodeSidecar(gzipSync('null'))).toBeUndefined();
    expect(decodeSidecar(new Uint8Array())).toBeUndefined();
  });
});
