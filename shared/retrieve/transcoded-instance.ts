import type { Authorized } from '../access/authorize.ts';
import type { DataElement, DataSet } from '../dicom/data-element.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import type { BulkValue, InstanceHeader } from '../dicom/instance-header.ts';
import { Part10Reader } from '../dicom/part10-reader.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import type { Piece } from '../dicom/writing/bulk-source.ts';
import { elementHead } from '../dicom/writing/element-bytes.ts';
import { layOutDataSet } from '../dicom/writing/lay-out-data-set.ts';
import { layOutElements, turnedBytes } from '../dicom/writing/lay-out-elements.ts';
import { layOutPart10Start, part10Bytes } from '../dicom/writing/part10-bytes.ts';
import type { Gateway } from '../gateway.ts';
import type { PixelDescription } from '../pixels/pixel-description.ts';
import { pixelsNotDecodable } from '../pixels/pixel-failures.ts';
import { explicitLittleEndianUid } from '../pixels/transcoding-targets.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { joinedBytes } from './joined-bytes.ts';
import { openStoredRange } from './open-stored-range.ts';
import { readHeader } from './read-header.ts';
import { readLocated } from './read-located.ts';
import { type OpenRange, readRanges } from './read-ranges.ts';
import { transcodedPixelData } from './transcoded-pixel-data.ts';

/**
 * A stored instance as a Part 10 file in another transfer syntax (PS3.18 8.7.3): its elements keep their values, its pixel
 * data is copied or coded anew frame by frame, and the Image Pixel Module says what became of it.
 */
export async function* transcodedInstance(
  permit: Authorized<'study.read'>,
  { location, target }: { readonly location: InstanceLocation; readonly target: string },
  gateway: Pick<Gateway, 'archive' | 'pixels' | 'settings'>,
): AsyncGenerator<Uint8Array> {
  const header = await readHeader(permit, location.key, gateway.archive);
  const open = openStoredRange(permit, location, gateway.archive);
  const dataSet = await readElements((await readLocated(permit, gateway.archive, { key: location.key })).bytes);
  const start = layOutPart10Start(header.dicomJson, target);
  const native = nativePixels(header, target);
  if (native !== undefined) {
    yield* part10Bytes([...start, ...layOutCopied(dataSet, { header, native, open })]);
    return;
  }
  const frames = transcodedPixelData(header, { target, location, open }, gateway);
  const [before, after] = partsAround(dataSet, open);
  const { description, bytes } = await frames;
  yield* part10Bytes([...start, ...replaced(before, description)]);
  yield* bytes;
  yield* part10Bytes(after);
}

/** A pass over the whole instance, of which elements are kept and pixels are not. */
async function readElements(bytes: AsyncIterable<Uint8Array>): Promise<DataSet> {
  const reader = new Part10Reader();
  for await (const chunk of bytes) await reader.push(chunk);
  await reader.finish();
  return reader.elementsSoFar() ?? { elements: [], bigEndian: false };
}

const pixelDataTags = new Set([0x7fe00001, 0x7fe00002, 0x7fe00008, 0x7fe00009, 0x7fe00010]);
/** Signatures and padding are of the bytes that were. */
const leftAway = new Set([0xfffafffa, 0xfffcfffc]);
const iconImage = 0x00880200;

const kept = ({ elements, bigEndian }: DataSet, isKept: (element: DataElement) => boolean): DataSet => ({
  bigEndian,
  elements: elements.filter((each) => !pixelDataTags.has(each.tag) && !leftAway.has(each.tag) && isKept(each)),
});

const isNoEncodedIcon = (element: DataElement): boolean => element.tag !== iconImage || !holdsFragments(element);

function holdsFragments(element: DataElement): boolean {
  if (element.kind === 'fragments') return true;
  if (element.kind === 'value') return false;
  return element.items.some(({ elements }) => elements.some(holdsFragments));
}

const readerOf = (open: OpenRange) => (range: { readonly offset: number; readonly length: number }) =>
  joinedBytes(readRanges(open, [range]));

interface Copied {
  readonly header: InstanceHeader;
  readonly native: readonly (readonly [number, BulkValue])[];
  readonly open: OpenRange;
}

/** Pixel data of native frames that stay native, or none at all. */
function nativePixels({ bulk, frames }: InstanceHeader, target: string): Copied['native'] | undefined {
  if (frames?.kind === 'encapsulated' || target !== explicitLittleEndianUid) return undefined;
  return ['7FE00008', '7FE00009', '7FE00010'].flatMap((path) => {
    const value = bulk[path];
    return value === undefined ? [] : [[Number.parseInt(path, 16), value] as const];
  });
}

function layOutCopied(dataSet: DataSet, { header, native, open }: Copied): Piece[] {
  const [before, after] = partsAround(dataSet, open);
  const read = readerOf(open);
  const pixels = native.flatMap(([tag, value]) => {
    const width = widthOf(header, value);
    const stream = () => (width === 1 ? read(value) : turnedBytes(read(value), width));
    const padding = value.length % 2 === 0 ? [] : [Buffer.alloc(1)];
    return [
      elementHead(tag, value.vr, value.length + padding.length),
      { byteLength: value.length, open: stream },
      ...padding,
    ];
  });
  return [...before.pieces, ...pixels, ...after];
}

/** Bytes of what big endian turns around: a cell, or a word of smaller cells. */
function widthOf({ transferSyntaxUid, dicomJson }: InstanceHeader, { vr }: BulkValue): number {
  if (transferSyntaxes.get(transferSyntaxUid)?.bigEndian !== true || vr === 'OB') return 1;
  if (vr === 'OF' || vr === 'OD') return vr === 'OF' ? 4 : 8;
  return Number(dicomJson['00280100']?.Value?.[0]) === 32 ? 4 : 2;
}

interface Before {
  readonly dataSet: DataSet;
  readonly pieces: Piece[];
  readonly open: OpenRange;
}

function partsAround(dataSet: DataSet, open: OpenRange): [Before, Piece[]] {
  const read = readerOf(open);
  const before = kept(dataSet, (element) => element.tag < 0x7fe00010 && isNoEncodedIcon(element));
  const after = kept(dataSet, (element) => element.tag > 0x7fe00010 && isNoEncodedIcon(element));
  if ([...before.elements, ...after.elements].some(holdsFragments)) {
    throw pixelsNotDecodable('a sequence of it holds encoded pixel data');
  }
  return [{ dataSet: before, pieces: layOutElements(before, read), open }, layOutElements(after, read)];
}

/** PS3.5 8.2: what coders change of colours, the header has to say. */
function replaced({ dataSet, open }: Before, description: PixelDescription): Piece[] {
  const tags = new Set([0x00280004, 0x00280006]);
  const read = readerOf(open);
  const part = (isKept: (element: DataElement) => boolean) => layOutElements(kept(dataSet, isKept), read);
  return [
    ...part(({ tag }) => tag < 0x00280004),
    ...layOutDataSet(colourModule(description), new Map()).slice(0, 2),
    ...part(({ tag }) => tag === 0x00280005),
    ...layOutDataSet(colourModule(description), new Map()).slice(2),
    ...part(({ tag }) => tag > 0x00280005 && !tags.has(tag)),
  ];
}

function colourModule({
  photometricInterpretation,
  planarConfiguration,
  samplesPerPixel,
}: PixelDescription): DicomJson {
  return {
    '00280004': { vr: 'CS', Value: [photometricInterpretation] },
    ...(samplesPerPixel === 1 ? {} : { '00280006': { vr: 'US', Value: [planarConfiguration] } }),
  };
}
