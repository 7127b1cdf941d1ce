/** What a transfer syntax says about the bytes after the file meta information (PS3.5 10 and Annex A, PS3.6 A). */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  readonly explicit: boolean;
  readonly bigEndian: boolean;
  readonly deflated: boolean;
  /** How compressed pixel data are coded; `undefined` for native pixel data. */
  readonly codec: PixelCodec | undefined;
}

export type PixelCodec =
  | 'uncompressed'
  | 'jpeg'
  | 'jpeg-ls'
  | 'jpeg-2000'
  | 'jpeg-xl'
  | 'rle'
  | 'deflated-frame'
  | 'video'
  | 'jpip';

const native = { explicit: true, bigEndian: false, deflated: false, codec: undefined };
const encapsulated = (codec: PixelCodec) => ({ ...native, codec });

type Row = readonly [uid: string, name: string, rules: Omit<TransferSyntax, 'uid' | 'name'>];

const rows: readonly Row[] = [
  ['1.2.840.10008.1.2', 'Implicit VR Little Endian', { ...native, explicit: false }],
  ['1.2.840.10008.1.2.1', 'Explicit VR Little Endian', native],
  ['1.2.840.10008.1.2.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian', encapsulated('uncompressed')],
  ['1.2.840.10008.1.2.1.99', 'Deflated Explicit VR Little Endian', { ...native, deflated: true }],
  ['1.2.840.10008.1.2.2', 'Explicit VR Big Endian', { ...native, bigEndian: true }],
  ['1.2.840.10008.1.2.4.50', 'JPEG Baseline (Process 1)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.51', 'JPEG Extended (Process 2 & 4)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.53', 'JPEG Spectral Selection (Process 6 & 8)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.55', 'JPEG Full Progression (Process 10 & 12)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.57', 'JPEG Lossless (Process 14)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.70', 'JPEG Lossless (Process 14, Selection Value 1)', encapsulated('jpeg')],
  ['1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless', encapsulated('jpeg-ls')],
  ['1.2.840.10008.1.2.4.81', 'JPEG-LS Near-lossless', encapsulated('jpeg-ls')],
  ['1.2.840.10008.1.2.4.90', 'JPEG 2000 (Lossless Only)', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.91', 'JPEG 2000', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.92', 'JPEG 2000 Part 2 (Lossless Only)', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.93', 'JPEG 2000 Part 2', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.94', 'JPIP Referenced', encapsulated('jpip')],
  ['1.2.840.10008.1.2.4.95', 'JPIP Referenced Deflate', { ...encapsulated('jpip'), deflated: true }],
  ['1.2.840.10008.1.2.4.100', 'MPEG2 Main Profile / Main Level', encapsulated('video')],
  ['1.2.840.10008.1.2.4.100.1', 'Fragmentable MPEG2 Main Profile / Main Level', encapsulated('video')],
  ['1.2.840.10008.1.2.4.101', 'MPEG2 Main Profile / High Level', encapsulated('video')],
  ['1.2.840.10008.1.2.4.101.1', 'Fragmentable MPEG2 Main Profile / High Level', encapsulated('video')],
  ['1.2.840.10008.1.2.4.102', 'MPEG-4 AVC/H.264 High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.102.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.103', 'MPEG-4 AVC/H.264 BD-compatible High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.103.1', 'Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.104', 'MPEG-4 AVC/H.264 High Profile For 2D Video', encapsulated('video')],
  ['1.2.840.10008.1.2.4.104.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile For 2D Video', encapsulated('video')],
  ['1.2.840.10008.1.2.4.105', 'MPEG-4 AVC/H.264 High Profile For 3D Video', encapsulated('video')],
  ['1.2.840.10008.1.2.4.105.1', 'Fragmentable MPEG-4 AVC/H.264 High Profile For 3D Video', encapsulated('video')],
  ['1.2.840.10008.1.2.4.106', 'MPEG-4 AVC/H.264 Stereo High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.106.1', 'Fragmentable MPEG-4 AVC/H.264 Stereo High Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.107', 'HEVC/H.265 Main Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.108', 'HEVC/H.265 Main 10 Profile', encapsulated('video')],
  ['1.2.840.10008.1.2.4.110', 'JPEG XL Lossless', encapsulated('jpeg-xl')],
  ['1.2.840.10008.1.2.4.111', 'JPEG XL JPEG Recompression', encapsulated('jpeg-xl')],
  ['1.2.840.10008.1.2.4.112', 'JPEG XL', encapsulated('jpeg-xl')],
  ['1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 (Lossless Only)', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.202', 'High-Throughput JPEG 2000 with RPCL Options (Lossless Only)', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000', encapsulated('jpeg-2000')],
  ['1.2.840.10008.1.2.4.204', 'JPIP HTJ2K Referenced', encapsulated('jpip')],
  ['1.2.840.10008.1.2.4.205', 'JPIP HTJ2K Referenced Deflate', { ...encapsulated('jpip'), deflated: true }],
  ['1.2.840.10008.1.2.5', 'RLE Lossless', encapsulated('rle')],
  ['1.2.840.10008.1.2.8.1', 'Deflated Image Frame Compression', encapsulated('deflated-frame')],
];

/** The public transfer syntaxes that an instance may be stored in; a private or unknown one is not read by guessing. */
export const transferSyntaxes: ReadonlyMap<string, TransferSyntax> = new Map(
  rows.map(([uid, name, rules]) => [uid, { uid, name, ...rules }]),
);
