const hexBytes = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly samples?: 1 | 3;
  readonly bits?: number;
}

/** A JPEG or JPEG-LS as far as its headers go (ITU-T T.81, T.87): frame, scan, and a little that stands for picture data. */
export function jpegHeaders(
  { rows, columns, samples = 1, bits = 8 }: Shape,
  { frame = 0xc0, parameter = 0 }: { readonly frame?: number; readonly parameter?: number } = {},
): Buffer {
  const components = Array.from({ length: samples }, (_, at) => [
    at + 1,
    at === 0 && samples === 3 ? 0x21 : 0x11,
    0,
  ]).flat();
  const header = Buffer.from([
    0xff,
    frame,
    0,
    8 + components.length,
    bits,
    rows >> 8,
    rows & 0xff,
    columns >> 8,
    columns & 0xff,
    samples,
    ...components,
  ]);
  const scanned = Array.from({ length: samples }, (_, at) => [at + 1, 0]).flat();
  const scan = Buffer.from([0xff, 0xda, 0, 6 + scanned.length, samples, ...scanned, parameter, 0, 0]);
  const comment = Buffer.concat([hexBytes('fffe 0006'), Buffer.from('note')]);
  return Buffer.concat([hexBytes('ffd8'), comment, header, scan, hexBytes('0123456789 ffd9')]);
}

/** A JPEG 2000 codestream as far as its headers go (ITU-T T.800 A). */
export function jpeg2000Headers(
  { rows, columns, samples = 1, bits = 8 }: Shape,
  { capabilities = 0, isReversible = true }: { readonly capabilities?: number; readonly isReversible?: boolean } = {},
): Buffer {
  const size = Buffer.alloc(38 + 3 * samples);
  size.writeUInt16BE(size.length);
  size.writeUInt16BE(capabilities, 2);
  for (const at of [4, 20]) {
    size.writeUInt32BE(columns, at);
    size.writeUInt32BE(rows, at + 4);
  }
  size.writeUInt16BE(samples, 36);
  for (let at = 0; at < samples; at++) size.set([bits - 1, 1, 1], 38 + at * 3);
  const coding = Buffer.from([0, 12, 0, 0, 0, 1, samples === 3 ? 1 : 0, 1, 4, 4, 0, isReversible ? 1 : 0]);
  return Buffer.concat([
    hexBytes('ff4f ff51'),
    size,
    hexBytes('ff52'),
    coding,
    hexBytes('ff90 000a 0000 00000000 00 01 ff93 ffd9'),
  ]);
}

/** The boxes of a JP2 file (ITU-T T.800 I) around a codestream. */
export function jp2File(codestream: Buffer): Buffer {
  return Buffer.concat([
    hexBytes('0000000c 6a502020 0d0a870a'),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2c', codestream),
  ]);
}

/** An MP4 (ISO/IEC 14496-12) of one track, its movie box behind the video as many writers leave it. */
export function mp4File({
  rows,
  columns,
  frames = 2,
  codec = 'avc1',
}: Shape & { readonly frames?: number; readonly codec?: string }): Buffer {
  const entry = Buffer.alloc(78);
  entry.writeUInt16BE(columns, 24);
  entry.writeUInt16BE(rows, 26);
  const description = box('stsd', Buffer.concat([hexBytes('00000000 00000001'), box(codec, entry)]));
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32BE(frames, 8);
  const table = box('stbl', Buffer.concat([description, box('stsz', sizes)]));
  const movie = box('moov', box('trak', box('mdia', box('minf', table))));
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1')),
    box('mdat', Buffer.alloc(1_000, 7)),
    movie,
  ]);
}

function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}
