import type { ByteRange } from '../byte-range.ts';
import type { Bitstream } from './bitstream.ts';

export type ReadRange = (range: ByteRange) => Promise<Buffer>;

const maxMovieBytes = 16 * 1024 * 1024;
const maxBoxes = 1_000;
const containers: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const h264: ReadonlySet<string> = new Set(['avc1', 'avc3']);
const h265: ReadonlySet<string> = new Set(['hvc1', 'hev1']);
const syntaxes = (...ends: readonly string[]): readonly string[] => ends.map((end) => `1.2.840.10008.1.2.4.${end}`);

/** An MP4 file (ISO/IEC 14496-12) by its movie box, which may stand behind gigabytes of video that are not read. */
export async function describeMp4(byteLength: number, read: ReadRange): Promise<Bitstream | undefined> {
  const movie = await findMovie(byteLength, read);
  if (movie === undefined || movie.length > maxMovieBytes) return undefined;
  const boxes = [...boxesIn(await read(movie))];
  const at = boxes.findIndex(({ type, content }) => type === 'stsd' && isVideo(content));
  const samples = boxes.slice(at).find(({ type }) => type === 'stsz');
  const description = boxes[at]?.content;
  return description && described(description, samples?.content);
}

async function findMovie(byteLength: number, read: ReadRange): Promise<ByteRange | undefined> {
  let at = 0;
  for (let count = 0; count < maxBoxes && at + 8 <= byteLength; count++) {
    const head = await read({ offset: at, length: Math.min(16, byteLength - at) });
    const length = boxLength(head, byteLength - at);
    if (length === undefined) return undefined;
    if (head.toString('latin1', 4, 8) === 'moov') return { offset: at, length };
    at += length;
  }
  return undefined;
}

/** 0 reaches to the end, 1 says that 64 bits follow. */
function boxLength(head: Buffer, left: number): number | undefined {
  const stated = head.readUInt32BE(0);
  if (stated === 1 && head.length < 16) return undefined;
  const length = stated === 0 ? left : stated === 1 ? Number(head.readBigUInt64BE(8)) : stated;
  return length >= 8 && length <= left ? length : undefined;
}

interface Box {
  readonly type: string;
  readonly content: Buffer;
}

/** Those inside one another included, in the order in which they begin. */
function* boxesIn(bytes: Buffer, depth = 0): Generator<Box> {
  for (let at = 0, count = 0; at + 8 <= bytes.length && count < maxBoxes; count++) {
    const length = boxLength(bytes.subarray(at, at + 16), bytes.length - at);
    if (length === undefined) return;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + length);
    yield { type, content };
    if (containers.has(type) && depth < containers.size) yield* boxesIn(content, depth + 1);
    at += length;
  }
}

/** A sample description: version, count, and the first entry with its length, four letters, and 70 bytes until it says more. */
const codecOf = (description: Buffer): string => description.toString('latin1', 12, 16);
const isVideo = (description: Buffer): boolean =>
  description.length >= 44 && (h264.has(codecOf(description)) || h265.has(codecOf(description)));

function described(description: Buffer, samples: Buffer | undefined): Bitstream | undefined {
  const [columns, rows] = [description.readUInt16BE(40), description.readUInt16BE(42)];
  if (columns === 0 || rows === 0) return undefined;
  const numberOfFrames = samples !== undefined && samples.length >= 12 ? samples.readUInt32BE(8) : 0;
  return {
    image: {
      rows,
      columns,
      samplesPerPixel: 3,
      bitsStored: 8,
      pixelRepresentation: 0,
      photometricInterpretation: 'YBR_PARTIAL_420',
      ...(numberOfFrames > 0 && { numberOfFrames }),
    },
    transferSyntaxUids: h264.has(codecOf(description)) ? h264Syntaxes : syntaxes('107', '108'),
  };
}

const h264Syntaxes = syntaxes('102', '102.1', '103', '103.1', '104', '104.1', '105', '105.1', '106', '106.1');
