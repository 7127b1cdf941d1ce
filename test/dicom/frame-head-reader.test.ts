import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceContent } from '../../shared/dicom/instance-content.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { type ReadContentOptions, readContent } from './read-content.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');
const soi = hex('ffd8');
const soc = hex('ff4f');
const sos = Buffer.concat([hex('ffda0004'), hex('0101')]);
const sot = hex('ff90000a00000000000000010000');
const quantisation = Buffer.concat([hex('ffdb0043'), Buffer.alloc(65, 0x11)]);
const scan = Buffer.concat([Buffer.alloc(3000, 0x55), hex('ffd9')]);

function segment(marker: number, payload: string | Buffer, length = payload.length + 2): Buffer {
  const head = Buffer.of(0xff, marker, length >> 8, length & 0xff);
  return Buffer.concat([head, Buffer.from(payload)]);
}

function box(type: string, content: string | Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(content)]);
}

function longBox(type: string, content: string): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(16 + content.length), 8);
  return Buffer.concat([head, Buffer.from(content)]);
}

const openBox = (type: string, content: string): Buffer =>
  Buffer.concat([Buffer.alloc(4), Buffer.from(type), Buffer.from(content)]);

const jp2Signature = box('jP  ', hex('0d0a870a'));
const jpeg = (...segments: Buffer[]) => Buffer.concat([soi, ...segments, sos, scan]);
const jpeg2000 = (...segments: Buffer[]) => Buffer.concat([soc, segment(0x51, Buffer.alloc(39)), ...segments, sot]);

const padded = (part: Buffer) => (part.length % 2 === 0 ? part : Buffer.concat([part, Buffer.alloc(1)]));
const fileOf = (...parts: Buffer[]) =>
  makeCt({
    transferSyntaxUid: transferSyntaxes.jpegBaseline,
    frames: parts.length,
    pixelData: fragments([Buffer.alloc(0), ...parts.map(padded)]),
  }).bytes;
const contentOf = (parts: readonly Buffer[], options?: ReadContentOptions) => readContent(fileOf(...parts), options);
const told = ({ segments }: InstanceContent) =>
  segments.map(({ fragment, marker, bytes }) => [fragment, marker, bytes.toString('latin1')]);

describe('the frames of an instance', () => {
  it('are told by the APPn and COM segments before the scan', async () => {
    const frame = jpeg(segment(0xe0, 'JFIF'), quantisation, segment(0xef, 'last'), segment(0xfe, 'a comment'));

    const content = await contentOf([frame]);

    expect(told(content)).toEqual([
      [1, 'APP0', 'JFIF'],
      [1, 'APP15', 'last'],
      [1, 'COM', 'a comment'],
    ]);
    expect(content.segments.every(({ path }) => path === '7FE00010')).toBe(true);
    expect(content.cut).toEqual([]);
  });

  it('are told with the place of each payload in the file, one byte at a time too', async () => {
    const bytes = fileOf(jpeg(segment(0xe1, 'one')), jpeg(segment(0xfe, 'two ')));

    const content = await readContent(bytes, { chunkBytes: 1 });

    const inFile = content.segments.map(({ offset, length }) => bytes.toString('latin1', offset, offset + length));
    expect(inFile).toEqual(['one', 'two ']);
    expect(content.segments.map(({ fragment }) => fragment)).toEqual([1, 2]);
  });

  it.each([1, 2, 3, 4, 5, 40])('are told behind %i fill bytes, as decoders find them', async (fills) => {
    const frame = Buffer.concat([Buffer.alloc(fills, 0xff), jpeg(segment(0xfe, 'a comment'))]);

    const content = await contentOf([jpeg(), frame], { chunkBytes: 3 });

    expect(told(content)).toEqual([[2, 'COM', 'a comment']]);
  });

  it('do not begin behind fill bytes that no image follows', async () => {
    const comment = segment(0xfe, 'no comment');

    const content = await contentOf(
      [hex('ffffffff'), hex('ffff'), hex('ffffff00'), hex('ffffffd0')].map((start) => Buffer.concat([start, comment])),
    );

    expect(content.segments).toEqual([]);
  });

  it('go on where fill bytes begin the next fragment', async () => {
    const [start, rest] = [
      Buffer.concat([soi, segment(0xe0, 'JFIF')]),
      Buffer.concat([hex('ffffffff'), jpeg(segment(0xfe, 'more')).subarray(2)]),
    ];

    const content = await contentOf([start, rest]);

    expect(told(content)).toEqual([
      [1, 'APP0', 'JFIF'],
      [2, 'COM', 'more'],
    ]);
  });

  it('are not looked at from the scan on', async () => {
    const content = await contentOf([Buffer.concat([jpeg(), segment(0xfe, 'later')])]);

    expect(content.segments).toEqual([]);
  });

  it('of which the head runs over fragments are read as a decoder reads them', async () => {
    const frame = jpeg(segment(0xe0, 'JFIF'), segment(0xe1, 'in the next fragment'));
    const cuts = [4, 9, 12, 20];

    for (const cut of cuts) {
      const content = await contentOf([frame.subarray(0, cut), frame.subarray(cut)].map(padded), { chunkBytes: 5 });

      expect(content.segments.map(({ marker }) => marker)).toContain('APP1');
      if (cut % 2 === 0) expect(told(content).at(-1)?.[2]).toBe('in the next fragment');
    }
  });

  it('that repeat a segment are told of it once', async () => {
    const repeated = [segment(0xe0, 'JFIF'), segment(0xee, 'Adobe'), segment(0xee, 'Other')];
    const frame = jpeg(...repeated);

    const content = await contentOf([frame, frame, jpeg(...repeated, segment(0xe1, 'JFIF'))]);

    expect(told(content)).toEqual([
      [1, 'APP0', 'JFIF'],
      [1, 'APP14', 'Adobe'],
      [1, 'APP14', 'Other'],
      [3, 'APP1', 'JFIF'],
    ]);
  });

  it('of an icon are told by the path of the icon', async () => {
    const icon = fragments([Buffer.alloc(0), padded(jpeg(segment(0xfe, 'thumbnail')))]);
    const extra = [sequence('00880200', [[element('00280010', 'US', [8]), icon]])];
    const spec = { transferSyntaxUid: transferSyntaxes.jpegBaseline, extra };

    const { segments } = await readContent(
      makeCt({ ...spec, pixelData: fragments([Buffer.alloc(0), padded(jpeg(segment(0xfe, 'image')))]) }).bytes,
    );

    expect(segments.map(({ path, fragment, bytes }) => [path, fragment, bytes.toString()])).toEqual([
      ['00880200.0.7FE00010', 1, 'thumbnail'],
      ['7FE00010', 1, 'image'],
    ]);
  });

  it('of other kinds, or native ones, have none', async () => {
    const native = makeCt({ extra: [element('00091001', 'OB', jpeg(segment(0xfe, 'no frame')))] });

    expect((await readContent(native.bytes)).segments).toEqual([]);
    expect(
      (await contentOf([Buffer.alloc(0), hex('ffff'), Buffer.alloc(64, 1), hex('00000001ffd8')])).segments,
    ).toEqual([]);
  });
});

describe('JPEG 2000 frames', () => {
  it('are told by the COM segments of the main header, whatever the transfer syntax says', async () => {
    const comment = segment(0x64, Buffer.concat([hex('0001'), Buffer.from('Synthetic encoder')]));

    const content = await contentOf([Buffer.concat([jpeg2000(comment), segment(0x64, 'in a tile')])]);

    expect(told(content)).toEqual([[1, 'COM', '\x00\x01Synthetic encoder']]);
  });

  it('in boxes are told by the XML and UUID boxes before and behind the codestream', async () => {
    const codestream = Buffer.concat([jpeg2000(segment(0x64, 'comment')), scan]);
    const frame = Buffer.concat([
      jp2Signature,
      box('ftyp', 'jp2 '),
      box('uuid', 'sixteen bytes id and more'),
      box('asoc', longBox('xml ', '<inner/>')),
      box('jp2c', codestream),
      openBox('xml ', '<outer/>'),
    ]);

    const content = await contentOf([frame], { chunkBytes: 7 });

    expect(told(content).map(([, ...each]) => each)).toEqual([
      ['uuid', 'sixteen bytes id and more'],
      ['xml', '<inner/>'],
      ['COM', 'comment'],
      ['xml', frame.length % 2 === 0 ? '<outer/>' : '<outer/>\0'],
    ]);
    expect(content.cut).toEqual([]);
  });

  it.each([
    ['another first box', box('free', hex('0d0a870a'))],
    ['a box that is shorter than its head', Buffer.concat([jp2Signature, hex('00000004'), Buffer.from('xml secret')])],
    ['a box that reaches to the end', Buffer.concat([jp2Signature, openBox('free', 'xml secret')])],
  ])('are not told by %s', async (_, frame) => {
    const content = await contentOf([Buffer.concat([frame, box('xml ', '<after/>')])]);

    expect(told(content)).toEqual([]);
  });
});

describe('hostile frames', () => {
  it.each([0, 1])('with a length of %i hide nothing that follows', async (length) => {
    const content = await contentOf([jpeg(segment(0xe1, '', length), segment(0xfe, 'behind'))]);

    expect(told(content)).toEqual([[1, 'COM', 'behind']]);
  });

  it('with a segment that runs past their end are told by what is there', async () => {
    const content = await contentOf([Buffer.concat([soi, segment(0xfe, 'all that is', 60_000)]), jpeg()]);

    expect(told(content)).toEqual([[1, 'COM', 'all that is\0']]);
    expect(content.cut).toEqual([]);
  });

  it('with fill bytes, lone markers and garbage between segments hide nothing', async () => {
    const frame = jpeg(hex('ffffff01ffd0ff00'), Buffer.from('garbage'), hex('ff'), segment(0xfe, 'behind'));

    const content = await contentOf([frame], { chunkBytes: 1 });

    expect(told(content)).toEqual([[1, 'COM', 'behind']]);
  });

  it('of any bytes are read, and read alike whatever the chunks', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom(soi, soc, sos, hex('ff'), hex('fffe0006'), hex('ff640003'), jp2Signature, box('jp2c', soc)),
    );
    const part = fc.array(piece, { maxLength: 12 }).map((pieces) => Buffer.concat(pieces));
    const starts = fc.constantFrom(soi, soc, jp2Signature, Buffer.alloc(0));

    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(starts, part), { minLength: 1, maxLength: 5 }), async (frames) => {
        const bytes = fileOf(...frames.map((each) => Buffer.concat(each)));

        const whole = await readContent(bytes, { chunkBytes: bytes.length });

        expect(await readContent(bytes, { chunkBytes: 1 })).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });
});

describe('more segments than are kept', () => {
  const three = [segment(0xe1, 'first'), segment(0xe1, 'second'), segment(0xe1, 'third')];

  it.each([
    ['of one instance in number', { maxSegments: 2 }],
    ['of one instance in bytes', { maxAllSegmentBytes: 12 }],
  ])('%s are told by the path of the pixel data', async (_, limits) => {
    const content = await contentOf([jpeg(...three), jpeg(...three)], { limits });

    expect(told(content)).toEqual([
      [1, 'APP1', 'first'],
      [1, 'APP1', 'second'],
    ]);
    expect(content.cut).toEqual(['7FE00010']);
  });

  it('of one segment in bytes leave its beginning', async () => {
    const content = await contentOf([jpeg(...three)], { chunkBytes: 3, limits: { maxSegmentBytes: 5 } });

    expect(told(content).map(([, , text]) => text)).toEqual(['first', 'secon', 'third']);
    expect(content.segments[1]?.length).toBe(6);
    expect(content.cut).toEqual(['7FE00010']);
  });

  it('do not come of equal ones', async () => {
    const content = await contentOf(Array(20).fill(jpeg(three[0] as Buffer)), { limits: { maxSegments: 1 } });

    expect(content.segments).toHaveLength(1);
    expect(content.cut).toEqual([]);
  });

  it('are not looked for without end', async () => {
    const endless = Buffer.concat([soi, ...Array(100).fill(hex('ffe00002')), segment(0xfe, 'too late')]);

    const content = await contentOf([endless], { limits: { maxMarkers: 90 } });

    expect(content.segments).toEqual([]);
    expect(content.cut).toEqual(['7FE00010']);
  });
});
