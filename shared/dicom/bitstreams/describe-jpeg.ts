import type { Bitstream, ImageDescription } from './bitstream.ts';

const jpeg = (...ends: readonly number[]): readonly string[] => ends.map((end) => `1.2.840.10008.1.2.4.${end}`);
const [adobe, startOfScan, jpegLs] = [0xee, 0xda, 0xf7];

interface Frame {
  readonly marker: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  /** Number and sampling factors of each, as they stand. */
  readonly components: Buffer;
}

/**
 * A JPEG (ITU-T T.81) or JPEG-LS (T.87) by its frame and first scan header; `undefined` where they are not there, or where no
 * transfer syntax of DICOM allows such a frame, as with a progressive one.
 */
export function describeJpeg(head: Buffer): Bitstream | undefined {
  let frame: Frame | undefined;
  let transform: number | undefined;
  for (const { marker, payload } of segmentsOf(head)) {
    if (marker === adobe && payload.toString('latin1', 0, 5) === 'Adobe') transform = payload[11];
    if (isFrameHeader(marker)) frame = frameOf(marker, payload);
    if (marker === startOfScan) return frame && described(frame, payload, transform);
  }
  return undefined;
}

interface Segment {
  readonly marker: number;
  readonly payload: Buffer;
}

function* segmentsOf(head: Buffer): Generator<Segment> {
  if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return;
  for (let at = 2; at + 4 <= head.length; ) {
    if (head[at] !== 0xff) return;
    const marker = head[at + 1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + head.readUInt16BE(at + 2);
    if (end > head.length || end < at + 4) return;
    yield { marker, payload: head.subarray(at + 4, end) };
    at = end;
  }
}

/** SOF0 to SOF15, among which stand DHT, JPG and DAC; SOF55 is of JPEG-LS. */
const isFrameHeader = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) || marker === jpegLs;

function frameOf(marker: number, payload: Buffer): Frame | undefined {
  if (payload.length < 6 || payload.length < 6 + (payload[5] as number) * 3) return undefined;
  const [precision, rows, columns] = [payload[0] as number, payload.readUInt16BE(1), payload.readUInt16BE(3)];
  if (rows === 0 || columns === 0) return undefined;
  return { marker, precision, rows, columns, components: payload.subarray(6, 6 + (payload[5] as number) * 3) };
}

function described(frame: Frame, scan: Buffer, transform: number | undefined): Bitstream | undefined {
  const firstParameter = scan[1 + (scan[0] ?? 0) * 2];
  const transferSyntaxUids = syntaxesOf(frame.marker, firstParameter);
  const samplesPerPixel = frame.components.length / 3;
  if (transferSyntaxUids === undefined || (samplesPerPixel !== 1 && samplesPerPixel !== 3)) return undefined;
  const { rows, columns, precision } = frame;
  const image: ImageDescription = {
    rows,
    columns,
    samplesPerPixel,
    bitsStored: precision,
    pixelRepresentation: 0,
    photometricInterpretation: samplesPerPixel === 1 ? 'MONOCHROME2' : colourOf(frame, transform),
  };
  return { image, transferSyntaxUids };
}

/** The first parameter of a scan is the predictor of lossless JPEG, and how near JPEG-LS comes. */
function syntaxesOf(marker: number, firstParameter: number | undefined): readonly string[] | undefined {
  if (marker === 0xc0) return jpeg(50, 51);
  if (marker === 0xc1) return jpeg(51);
  if (marker === 0xc3) return firstParameter === 1 ? jpeg(70, 57) : jpeg(57);
  if (marker === jpegLs) return firstParameter === 0 ? jpeg(80, 81) : jpeg(81);
  return undefined;
}

/** PS3.3 C.7.6.3.1.2. Lossless processes code what they are given; the others code YBR unless Adobe's segment or the names say RGB. */
function colourOf({ marker, components }: Frame, transform: number | undefined): string {
  const names = String.fromCharCode(...[0, 3, 6].map((at) => components[at] ?? 0));
  if (marker === 0xc3 || marker === jpegLs || transform === 0 || names === 'RGB') return 'RGB';
  return components[1] === 0x11 ? 'YBR_FULL' : 'YBR_FULL_422';
}
