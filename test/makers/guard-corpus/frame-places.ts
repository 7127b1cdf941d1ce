import type { Place } from './place.ts';
import type { Random } from './random.ts';

/** ITU-T T.81 B.1.1.4: marker, length, payload. */
const segment = (marker: number, payload: Buffer): Buffer => {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};

/** Entropy-coded bytes hold no marker: 0xFF is followed by a zero. */
const scan = (random: Random): Buffer =>
  Buffer.from([...random.bytes(400)].map((byte) => (byte === 0xff ? 0xfe : byte)));

function jpeg(random: Random, segments: readonly Buffer[]): Buffer {
  const jfif = segment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1'));
  const table = segment(0xdb, Buffer.concat([Buffer.alloc(1), Buffer.alloc(64, 16)]));
  const frame = segment(0xc0, Buffer.of(8, 0, 16, 0, 16, 1, 1, 0x11, 0));
  const huffman = segment(0xc4, Buffer.concat([Buffer.of(0, 0, 1), Buffer.alloc(14), Buffer.of(0)]));
  const start = segment(0xda, Buffer.of(1, 1, 0, 0, 63, 0));
  const end = Buffer.of(0xff, 0xd9);
  return Buffer.concat([Buffer.of(0xff, 0xd8), jfif, ...segments, table, frame, huffman, start, scan(random), end]);
}

/** ITU-T T.800 Annex A: SIZ, COM, COD, QCD, one tile. */
function jpeg2000(random: Random, comment: Buffer): Buffer {
  const size = Buffer.alloc(39);
  for (const [at, value] of [
    [2, 16],
    [6, 16],
    [18, 16],
    [22, 16],
  ] as const)
    size.writeUInt32BE(value, at);
  size.writeUInt16BE(1, 34);
  size.set([11, 1, 1], 36);
  const coding = segment(0x52, Buffer.of(0, 0, 0, 1, 0, 1, 4, 4, 0, 1));
  const quantisation = segment(0x5c, Buffer.of(0x40, 0x40, 0x48, 0x48, 0x50));
  const tile = segment(0x90, Buffer.of(0, 0, 0, 0, 0, 0, 0, 1));
  const data = [Buffer.of(0xff, 0x93), scan(random), Buffer.of(0xff, 0xd9)];
  return Buffer.concat([
    Buffer.of(0xff, 0x4f),
    segment(0x51, size),
    segment(0x64, comment),
    coding,
    quantisation,
    tile,
    ...data,
  ]);
}

/** TIFF 6.0 within Exif: one entry, ImageDescription. */
function exif(text: string): Buffer {
  const value = Buffer.from(`${text}\0`, 'latin1');
  const head = Buffer.from('II*\0\u0008\0\0\0\u0001\0\u000e\u0001\u0002\0', 'latin1');
  const count = Buffer.alloc(12);
  count.writeUInt32LE(value.length, 0);
  count.writeUInt32LE(26, 4);
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), head, count, value]);
}

const xmp = (text: string): Buffer =>
  Buffer.from(
    `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:li xml:lang="x-default">${text}</rdf:li></x:xmpmeta>`,
    'latin1',
  );

const segmentPlace = { carrier: 'frame-segment', path: '7FE00010', hasLines: true, maxCharacters: 2_000 } as const;

export const framePlaces: readonly Place[] = [
  {
    id: 'JPEG COM',
    ...segmentPlace,
    kinds: ['jpeg'],
    letters: 'latin1',
    lay: (text, random) => ({ frame: jpeg(random, [segment(0xfe, Buffer.from(text, 'latin1'))]) }),
  },
  {
    id: 'JPEG APP1',
    ...segmentPlace,
    kinds: ['jpeg'],
    letters: 'ascii',
    lay: (text, random) => ({ frame: jpeg(random, [segment(0xe1, random.chance(0.5) ? exif(text) : xmp(text))]) }),
  },
  {
    id: 'JPEG 2000 COM',
    ...segmentPlace,
    kinds: ['jpeg2000'],
    letters: 'latin1',
    lay: (text, random) => ({ frame: jpeg2000(random, Buffer.concat([Buffer.of(0, 1), Buffer.from(text, 'latin1')])) }),
  },
];
