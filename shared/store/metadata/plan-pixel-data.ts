import type { Bitstream, ImageDescription } from '../../dicom/bitstreams/bitstream.ts';
import { describeJpeg } from '../../dicom/bitstreams/describe-jpeg.ts';
import { describeJpeg2000, locateCodestream } from '../../dicom/bitstreams/describe-jpeg-2000.ts';
import { describeMp4 } from '../../dicom/bitstreams/describe-mp4.ts';
import type { ByteRange } from '../../dicom/byte-range.ts';
import { DicomError } from '../../dicom/dicom-error.ts';
import { type PixelCodec, transferSyntaxes } from '../../dicom/transfer-syntaxes.ts';
import type { BulkSource } from '../../dicom/writing/bulk-source.ts';
import { transferSyntaxesOf } from '../../dicomweb/compressed-media-types.ts';
import type { BulkPart, BulkParts } from './bulk-parts.ts';
import { type BulkReading, isPicture, transformPicture } from './transform-picture.ts';

export interface PixelDataPlan {
  readonly source: BulkSource;
  /** Where they are encapsulated. */
  readonly transferSyntaxUid: string | undefined;
  /** What the bytes themselves say of the image, where they say anything. */
  readonly description: ImageDescription | undefined;
  /** Where frames can be counted: compressed ones by their parts, those of a picture by its pages. */
  readonly frameCount: number | undefined;
}

const octetStream = 'application/octet-stream';
/** PS3.18 8.7.3: what is native on the wire is little endian. */
const nativeSyntaxes: ReadonlySet<string | undefined> = new Set([
  undefined,
  '*',
  '1.2.840.10008.1.2.1',
  '1.2.840.10008.1.2',
]);

/**
 * PS3.18 Tables 8.7.3-5 and 10.5.2-1: what a part's media type means for (7FE0,0010). Native bytes and compressed frames are
 * stored unchanged, each part a frame; PNG and GIF, which no transfer syntax has, are transformed into native ones.
 */
export async function planPixelData(parts: readonly BulkPart[], reading: BulkReading): Promise<PixelDataPlan> {
  const { bulk } = reading;
  const [first] = parts;
  if (first === undefined) throw new DicomError('bulk-missing', '(7FE0,0010) has no part');
  if (
    parts.some(
      ({ essence, transferSyntaxUid }) => essence !== first.essence || transferSyntaxUid !== first.transferSyntaxUid,
    )
  ) {
    throw contradictory('has parts of several media types');
  }
  if (first.essence === octetStream && nativeSyntaxes.has(first.transferSyntaxUid)) return nativePlan(parts, bulk);
  if (isPicture(first.essence)) return picturePlan(parts, reading);
  return encapsulatedPlan(first, parts, bulk);
}

/** PS3.18 8.7.3.3: all frames of uncompressed pixel data are one part. */
function nativePlan([part, another]: readonly BulkPart[], bulk: BulkParts): PixelDataPlan {
  if (part === undefined || another !== undefined) {
    throw new DicomError(
      'bulk-ambiguous',
      '(7FE0,0010) has several parts of one Content-Location that are not compressed',
    );
  }
  return { source: { kind: 'value', value: bulk.deferred(part) }, ...unsaid };
}

const unsaid = { transferSyntaxUid: undefined, description: undefined, frameCount: undefined };

async function picturePlan([part, another]: readonly BulkPart[], reading: BulkReading): Promise<PixelDataPlan> {
  if (part === undefined || another !== undefined || !isPicture(part.essence)) {
    throw new DicomError('bulk-ambiguous', '(7FE0,0010) has several pictures of one Content-Location');
  }
  const { bytes, description, pages } = await transformPicture(part, part.essence, reading);
  return { source: { kind: 'value', value: bytes }, transferSyntaxUid: undefined, description, frameCount: pages };
}

async function encapsulatedPlan(first: BulkPart, parts: readonly BulkPart[], bulk: BulkParts): Promise<PixelDataPlan> {
  const candidates = candidateSyntaxes(first);
  const codec = transferSyntaxes.get(candidates[0] ?? '')?.codec;
  if (codec === 'video' && parts.length > 1) throw contradictory('has a video in several parts');
  if (codec === undefined && first.essence === octetStream) {
    throw contradictory('has a transfer-syntax that bulk data cannot be in (PS3.18 8.7.3)');
  }
  if (codec === undefined)
    throw contradictory('has bulk data of a media type that is none of pixel data (Table 8.7.3-5)');
  const ranges = codec === 'jpeg-2000' ? await codestreams(parts, bulk) : parts;
  const bitstream = await describe(codec, ranges[0] ?? first, bulk);
  const frames = ranges.map((range) => bulk.deferred(range));
  return {
    source: { kind: 'frames', frames },
    transferSyntaxUid: syntaxOf(first, candidates, bitstream),
    description: bitstream?.image,
    frameCount: codec === 'video' ? undefined : frames.length,
  };
}

/** Those of the media type; of octet-stream, the one that is named. */
function candidateSyntaxes({ essence, transferSyntaxUid }: BulkPart): readonly string[] {
  const named = transferSyntaxUid === undefined || transferSyntaxUid === '*' ? undefined : transferSyntaxUid;
  if (essence === octetStream) return named === undefined ? [] : [named];
  return transferSyntaxesOf(essence);
}

/** The sender's word where the bytes do not speak against it; else what the bytes are; else the default of the media type. */
function syntaxOf(
  { transferSyntaxUid }: BulkPart,
  candidates: readonly string[],
  bitstream: Bitstream | undefined,
): string {
  const possible =
    bitstream === undefined ? candidates : bitstream.transferSyntaxUids.filter((uid) => candidates.includes(uid));
  const named = transferSyntaxUid === '*' ? undefined : transferSyntaxUid;
  const chosen = named ?? possible[0] ?? '';
  if (!candidates.includes(chosen))
    throw contradictory('has a transfer-syntax that is not of its media type (Table 8.7.3-5)');
  if (!possible.includes(chosen)) throw contradictory('has bytes that are not of the transfer syntax of their part');
  return chosen;
}

/** JPEG 2000 is stored without the boxes of a JP2 file around it (PS3.5 8.2.4). */
async function codestreams(parts: readonly BulkPart[], bulk: BulkParts): Promise<ByteRange[]> {
  const ranges: ByteRange[] = [];
  for (const part of parts) {
    const head = await headOf(part, bulk, maxBoxHeadBytes);
    const { offset, length } = locateCodestream(head, part.length) ?? { offset: 0, length: part.length };
    ranges.push({ offset: part.offset + offset, length });
  }
  return ranges;
}

const maxBoxHeadBytes = 64 * 1024;
/** A camera's JPEG carries profiles and previews before its frame header. */
const maxHeadBytes = 1024 * 1024;

async function describe(codec: PixelCodec, range: ByteRange, bulk: BulkParts): Promise<Bitstream | undefined> {
  if (codec === 'video') return describeVideo(range, bulk);
  if (codec === 'jpeg' || codec === 'jpeg-ls') return orRefused(describeJpeg(await headOf(range, bulk, maxHeadBytes)));
  if (codec === 'jpeg-2000') return orRefused(describeJpeg2000(await headOf(range, bulk, maxHeadBytes)));
  return undefined;
}

/** Streams of MPEG have no header that would say it all; only MP4 is looked into. */
async function describeVideo(range: ByteRange, bulk: BulkParts): Promise<Bitstream | undefined> {
  const head = await headOf(range, bulk, 8);
  if (head.toString('latin1', 4) !== 'ftyp') return undefined;
  return describeMp4(range.length, ({ offset, length }) => bulk.readWhole({ offset: range.offset + offset, length }));
}

function orRefused(bitstream: Bitstream | undefined): Bitstream {
  if (bitstream === undefined) throw contradictory('has bytes that are no picture of the media type of their part');
  return bitstream;
}

const headOf = ({ offset, length }: ByteRange, bulk: BulkParts, maxBytes: number): Promise<Buffer> =>
  bulk.readWhole({ offset, length: Math.min(length, maxBytes) });

const contradictory = (what: string) => new DicomError('bulk-contradictory', `(7FE0,0010) ${what}`);
