import { type DecodeText, isPlainAscii, textDecoderFor } from './character-sets.ts';
import type { ContentCapture } from './content-capture.ts';
import { carriesContent } from './content-rule.ts';
import type { DataElement, DataSet, FragmentsElement, SequenceElement, ValueElement } from './data-element.ts';
import { isPrivateCreator, isPrivateGroup, keywordOf } from './dictionary.ts';
import { withoutPadding } from './file-meta-reader.ts';
import type { FrameHeadReader } from './frame-head-reader.ts';
import type { CarriedSegment, CarriedValue, InstanceContent } from './instance-content.ts';
import { findOwnDecoder } from './own-character-set.ts';
import { tagToHex } from './tags.ts';
import type { TransferSyntax } from './transfer-syntaxes.ts';
import { isTextKind } from './value-representations.ts';

export interface ContentSource {
  readonly capture: ContentCapture;
  readonly dataSet: DataSet;
  readonly transferSyntax: TransferSyntax;
}

/** All that an instance carries, out of what the reader has kept; values stand as they lie in the file. */
export function buildInstanceContent({ capture, dataSet, transferSyntax }: ContentSource): InstanceContent {
  const isDeflated = transferSyntax.deflated;
  const gathered: Gathered = { capture, isDeflated, values: [], segments: [], icons: [], cut: new Set() };
  const fileMeta = { elements: capture.metaElements, bigEndian: false };
  gatherDataSet(fileMeta, { path: '', decode: decodeUtf8 }, gathered);
  const metaValues = gathered.values.splice(0);
  gatherDataSet(dataSet, { path: '', decode: textDecoderFor([]) }, gathered);
  return {
    preamble: capture.preamble,
    isDeflated,
    fileMeta: metaValues,
    values: gathered.values,
    segments: gathered.segments,
    icons: gathered.icons,
    originalAttributes: capture.originalAttributes.place(transferSyntax),
    cut: [...gathered.cut].slice(0, maxCutPaths),
  };
}

const maxCutPaths = 100;
const itemHeaderBytes = 8;
/** PS3.10 7.1 knows only ASCII there; what a writer puts there instead can still be read. */
const decodeUtf8 = textDecoderFor(['ISO_IR 192']);

interface Gathered {
  readonly capture: ContentCapture;
  readonly isDeflated: boolean;
  readonly values: CarriedValue[];
  readonly segments: CarriedSegment[];
  readonly icons: string[];
  readonly cut: Set<string>;
}

interface Surroundings {
  readonly path: string;
  readonly decode: DecodeText;
}

interface Place extends Surroundings {
  readonly privateCreator: string | undefined;
}

/** Calls itself for items, at most as deep as the reader lets sequences nest. */
function gatherDataSet(dataSet: DataSet, outside: Surroundings, gathered: Gathered): void {
  const decode = findOwnDecoder(dataSet) ?? outside.decode;
  const creators = privateCreators(dataSet, decode);
  for (const element of dataSet.elements) {
    const path = outside.path + tagToHex(element.tag);
    gatherElement(element, { path, decode, privateCreator: findCreator(element.tag, creators) }, gathered);
  }
}

/** By the tag of the element that names them; they hold in their own data set or item only (PS3.5 7.8.1). */
function privateCreators({ elements }: DataSet, decode: DecodeText): ReadonlyMap<number, string> {
  const creators = new Map<number, string>();
  for (const element of elements) {
    if (element.kind !== 'value' || element.bytes === undefined) continue;
    if (!isPrivateGroup(element.tag) || !isPrivateCreator(element.tag)) continue;
    creators.set(element.tag, withoutPadding(decode(element.bytes, 'text')));
  }
  return creators;
}

function findCreator(tag: number, creators: ReadonlyMap<number, string>): string | undefined {
  if (creators.size === 0 || !isPrivateGroup(tag)) return undefined;
  const group = tag - (tag & 0xffff);
  return creators.get(group + ((tag & 0xffff) >>> 8));
}

function gatherElement(element: DataElement, place: Place, gathered: Gathered): void {
  if (element.kind === 'value') gatherValue(element, place, gathered);
  else if (element.kind === 'fragments') gatherFragments(element, place, gathered);
  else gatherItems(element, place, gathered);
}

const iconImageSequence = 0x00880200;

function gatherItems({ tag, items }: SequenceElement, { path, decode }: Place, gathered: Gathered): void {
  if (tag === iconImageSequence && items.length > 0) gathered.icons.push(path);
  for (const [index, item] of items.entries()) gatherDataSet(item, { decode, path: `${path}.${index}.` }, gathered);
}

function gatherFragments(element: FragmentsElement, place: Place, gathered: Gathered): void {
  const frameHeads = gathered.capture.frameHeadsAt(element.offset);
  if (frameHeads === undefined) gatherValue(asOneValue(element), place, gathered);
  else gatherSegments(frameHeads, place.path, gathered);
}

function gatherSegments({ segments, isCut }: FrameHeadReader, path: string, gathered: Gathered): void {
  if (isCut) gathered.cut.add(path);
  for (const segment of segments) gathered.segments.push({ ...segment, path });
}

/** Fragments of what is no pixel data: item headers and all, so that its bytes are those of the file. */
function asOneValue(element: FragmentsElement): ValueElement {
  const { tag, representation, offset } = element;
  return { kind: 'value', tag, representation, offset, length: byteLengthOf(element), bytes: undefined };
}

function byteLengthOf({ fragments, offset, offsetTable }: FragmentsElement): number {
  const last = fragments.at(-1);
  return last === undefined ? itemHeaderBytes + offsetTable.length : last.offset + last.length - offset;
}

function gatherValue(element: ValueElement, { path, decode, privateCreator }: Place, gathered: Gathered): void {
  const { tag, representation, offset, length } = element;
  if (length === 0 || !carriesContent(tag, representation, length)) return;
  const bytes = element.bytes ?? gathered.capture.valueAt(offset);
  const isCut = bytes.length < length;
  if (isCut) gathered.cut.add(path);
  const { vr, kind } = representation;
  const keyword = keywordOf(tag);
  const value: Building<CarriedValue> = { path, tag, vr, keyword, offset, length, bytes, isCut, isByteForByte: false };
  if (privateCreator !== undefined) value.privateCreator = privateCreator;
  if (isTextKind(kind)) setText(value, (all) => decode(all, kind), gathered);
  gathered.values.push(value);
}

/** Optional properties are set afterwards: spreading them costs more than all else here. */
type Building<Value> = { -readonly [Property in keyof Value]: Value[Property] };

/** Every text is decoded, also of a VR that no character set should affect (PS3.5 6.1.2.2): writers do not keep to it. */
function setText(value: Building<CarriedValue>, decode: (bytes: Buffer) => string, { isDeflated }: Gathered): void {
  const isPlain = isPlainAscii(value.bytes);
  value.text = isPlain ? value.bytes.toString('latin1') : decode(value.bytes);
  value.isByteForByte = isPlain && !isDeflated;
}
