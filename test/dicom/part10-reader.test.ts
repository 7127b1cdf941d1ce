import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { readerLimits } from '../../shared/dicom/reader-limits.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { ctElements, makeCt } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import {
  element,
  elementHeader,
  encodeElements,
  explicitLittleEndian,
  fragments,
  implicitLittleEndian,
  raw,
  sequence,
} from '../makers/part10.ts';
import { part10Head, transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes, refusalOf } from './read-bytes.ts';

const nativeSyntaxes = Object.entries({
  implicit: transferSyntaxes.implicitLittleEndian,
  explicit: transferSyntaxes.explicitLittleEndian,
  'big endian': transferSyntaxes.explicitBigEndian,
  deflated: transferSyntaxes.deflated,
});

describe('the Part 10 reader', () => {
  it.each(nativeSyntaxes)(
    'reads key, attributes and frames of a data set laid out %s',
    async (_, transferSyntaxUid) => {
      const ct = makeCt({ transferSyntaxUid, frames: 2 });

      const header = await readBytes(ct.bytes);

      expect(header.key).toEqual(ct.key);
      expect(header.transferSyntaxUid).toBe(transferSyntaxUid);
      expect(header.dicomJson['00280010']).toEqual({ vr: 'US', Value: [16] });
      expect(header.dicomJson['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Synthetic^Ada' }] });
      expect(header.frames).toMatchObject({ kind: 'native', frameBits: 4096, numberOfFrames: 2 });
    },
  );

  it('tells where pixel data lie, and holds none of them', async () => {
    const ct = makeCt({ rows: 64, columns: 64 });

    const { bulk } = await readBytes(ct.bytes);

    const { offset = 0, length = 0 } = bulk['7FE00010'] ?? {};
    expect(ct.bytes.subarray(offset, offset + length).equals(ct.pixelBytes)).toBe(true);
  });

  it('counts offsets in a deflated file as if its data set were inflated', async () => {
    const uids = { studyUid: '2.25.1', seriesUid: '2.25.2', sopInstanceUid: '2.25.3' };
    const plain = await readBytes(makeCt(uids).bytes);

    const deflated = await readBytes(makeCt({ ...uids, transferSyntaxUid: transferSyntaxes.deflated }).bytes);

    const metaBytes = ' 1.2.840.10008.1.2.1.99'.length - '1.2.840.10008.1.2.1 '.length - 1;
    expect(deflated.bulk['7FE00010']?.offset).toBe((plain.bulk['7FE00010']?.offset ?? 0) + metaBytes);
  });

  it('accepts a deflated data set with the checksum that gzip puts behind it, and checks it', async () => {
    const head = part10Head({ transferSyntaxUid: transferSyntaxes.deflated });
    const key = { studyUid: freshUid(), seriesUid: freshUid(), sopInstanceUid: freshUid() };
    const gzipHeaderBytes = 10;
    const elements = encodeElements(ctElements(key, Buffer.alloc(512)), explicitLittleEndian);
    const gzipped = gzipSync(elements).subarray(gzipHeaderBytes);
    const forged = Buffer.from(gzipped);
    forged.writeUInt32LE(1, forged.length - 8);

    expect((await readBytes(Buffer.concat([head, gzipped]))).key).toEqual(key);
    expect(await refusalOf(Buffer.concat([head, forged]))).toBe('trailing-bytes');
  });

  it.each([true, false])('reads nested sequences, undefined length: %s', async (undefinedLength) => {
    const inner = sequence('00081140', [[element('00081155', 'UI', '2.25.9')], []], { undefinedLength });
    const ct = makeCt({ extra: [sequence('00081115', [[inner]], { undefinedLength })] });

    const { dicomJson } = await readBytes(ct.bytes);

    const reference = { '00081155': { vr: 'UI', Value: ['2.25.9'] } };
    expect(dicomJson['00081115']).toEqual({ vr: 'SQ', Value: [{ '00081140': { vr: 'SQ', Value: [reference, {}] } }] });
  });

  it('reads UN of undefined length as a sequence in implicit VR (PS3.5 6.2.2)', async () => {
    const implicit = sequence('00091010', [[element('00081155', 'UI', '1.2')]], { undefinedLength: true });
    const items = encodeElements([implicit], implicitLittleEndian).subarray(8);
    const header = elementHeader({ tag: '00091010', vr: 'UN' }, 0xffffffff, explicitLittleEndian);
    const { bytes } = makeCt({ extra: [raw(Buffer.concat([header, items]))] });

    const { dicomJson } = await readBytes(bytes);

    expect(dicomJson['00091010']).toEqual({ vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }] });
  });

  it('points to a large value inside an item by the path that leads there', async () => {
    const waveform = element('54001010', 'OW', Buffer.alloc(2048, 7));
    const ct = makeCt({ extra: [sequence('54000100', [[], [waveform]], { undefinedLength: true })] });

    const { bulk, dicomJson } = await readBytes(ct.bytes);

    const item = dicomJson['54000100']?.Value?.[1];
    expect(item).toEqual({ '54001010': { vr: 'OW', BulkDataURI: '54000100.1.54001010' } });
    const { offset = 0 } = bulk['54000100.1.54001010'] ?? {};
    expect(ct.bytes.subarray(offset, offset + 2048).equals(Buffer.alloc(2048, 7))).toBe(true);
  });

  it('points to every binary value once the header is long, and keeps an empty one', async () => {
    const small = [...Array(10).keys()].map((at) => element(`0011101${at}`, 'OB', Buffer.alloc(20, at)));
    const { bytes } = makeCt({ extra: [...small, element('00111020', 'OB', ''), element('00111021', 'LO', 'text')] });
    const limits = { ...readerLimits, inlineBinaryHeaderBytes: 300 };

    const inOne = await readBytes(bytes, bytes.length, limits);
    const inMany = await readBytes(bytes, 7, limits);

    expect(inOne.dicomJson['00111010']).toHaveProperty('InlineBinary');
    expect(inOne.dicomJson['00111019']).toEqual({ vr: 'OB', BulkDataURI: '00111019' });
    expect(inOne.dicomJson['00111020']).toEqual({ vr: 'OB' });
    expect(inOne.dicomJson['00111021']).toEqual({ vr: 'LO', Value: ['text'] });
    const { offset = 0, length = 0 } = inOne.bulk['00111019'] ?? {};
    expect(bytes.subarray(offset, offset + length)).toEqual(Buffer.alloc(20, 9));
    expect(inMany).toEqual(inOne);
  });

  it('gives each fragment of encapsulated pixel data as a run of its own', async () => {
    const parts = [Buffer.alloc(0), Buffer.from('ffd8ffe0aa00', 'hex'), Buffer.from('bb00', 'hex')];
    const ct = makeCt({ transferSyntaxUid: transferSyntaxes.jpegBaseline, pixelData: fragments(parts) });

    const { bulk, frames } = await readBytes(ct.bytes);

    const runs = bulk['7FE00010']?.fragments ?? [];
    expect(runs.map(({ offset, length }) => ct.bytes.toString('hex', offset, offset + length))).toEqual([
      'ffd8ffe0aa00',
      'bb00',
    ]);
    expect(frames).toEqual({ kind: 'encapsulated', frames: [runs] });
  });

  it('accepts zeros after the data set, as media pad with them', async () => {
    const ct = makeCt({ file: { trailing: Buffer.alloc(4096) } });

    const header = await readBytes(ct.bytes);

    expect(header.key).toEqual(ct.key);
  });

  it('accepts elements out of order and gives them in order', async () => {
    const late = element('00080070', 'LO', 'Synthetic maker');
    const ct = makeCt();
    const lateBytes = Buffer.from('080070004c4f1000', 'hex');
    const bytes = Buffer.concat([ct.bytes, lateBytes, Buffer.from(`${late.value} `)]);

    const { dicomJson } = await readBytes(bytes);

    const names = Object.keys(dicomJson);
    expect(names).toEqual(names.toSorted());
    expect(dicomJson['00080070']?.Value).toEqual(['Synthetic maker']);
  });

  it('holds no pixel data', async () => {
    const frame = Buffer.alloc(1024 * 1024);
    const [head = Buffer.alloc(0)] = makeLargeMultiFrame({ rows: 1024, columns: 512, frames: 256 }).chunks();
    const reader = new Part10Reader();
    await reader.push(head);
    const before = process.memoryUsage().arrayBuffers;

    for (let pushed = 0; pushed < 256; pushed++) await reader.push(frame);
    const { frames } = await reader.finish();

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    expect(frames).toMatchObject({ numberOfFrames: 256, frameBits: 1024 * 512 * 16 });
  });
});
