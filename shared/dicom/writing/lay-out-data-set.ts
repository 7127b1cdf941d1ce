import type { DicomJson, DicomJsonAttribute } from '../dicom-json.ts';
import { tagToText } from '../tags.ts';
import { valueRepresentations } from '../value-representations.ts';
import type { BulkByUri, Piece } from './bulk-source.ts';
import { elementHead, itemEnd, itemHead, refuseTooLong, sequenceEnd, undefinedLength } from './element-bytes.ts';
import { encodeValue } from './encode-value.ts';
import { layOutFrames } from './lay-out-frames.ts';
import { type EncodeText, textEncodingFor } from './text-encoding.ts';

/**
 * A data set in Explicit VR Little Endian (PS3.5 A.2): attributes ascending, sequences and items of undefined length, nothing
 * left to chance. Equal data sets give equal bytes, which is how a store that is repeated is known again (decision 0100).
 */
export function layOutDataSet(dicomJson: DicomJson, bulk: BulkByUri): Piece[] {
  const pieces: Piece[] = [];
  addDataSet(dicomJson, { bulk, pieces, encode: textEncodingFor([]) });
  return pieces;
}

interface Layout {
  readonly bulk: BulkByUri;
  readonly pieces: Piece[];
  readonly encode: EncodeText;
}

/** Calls itself for items, at most as deep as metadata may nest. */
function addDataSet(dicomJson: DicomJson, outside: Layout): void {
  const declared = dicomJson['00080005']?.Value;
  const layout = declared === undefined ? outside : { ...outside, encode: textEncodingFor(declared.map(String)) };
  for (const tag of Object.keys(dicomJson).sort()) {
    const attribute = dicomJson[tag];
    if (attribute !== undefined) addAttribute(Number.parseInt(tag, 16), attribute, layout);
  }
}

function addAttribute(tag: number, attribute: DicomJsonAttribute, layout: Layout): void {
  if (attribute.vr === 'SQ') addSequence(tag, attribute, layout);
  else if (attribute.BulkDataURI !== undefined) addBulk(tag, attribute, layout);
  else addValue(tag, attribute, layout);
}

function addValue(tag: number, attribute: DicomJsonAttribute, { pieces, encode }: Layout): void {
  const bytes = encodeValue(attribute, encode, tagToText(tag));
  pieces.push(elementHead(tag, attribute.vr, bytes.length), bytes);
}

function addSequence(tag: number, { Value = [] }: DicomJsonAttribute, layout: Layout): void {
  if (Value.length === 0) {
    layout.pieces.push(elementHead(tag, 'SQ', 0));
    return;
  }
  layout.pieces.push(elementHead(tag, 'SQ', undefinedLength));
  for (const item of Value) {
    layout.pieces.push(itemHead(undefinedLength));
    addDataSet(item as DicomJson, layout);
    layout.pieces.push(itemEnd);
  }
  layout.pieces.push(sequenceEnd);
}

/** Words are what a file pads to; text pads with a space. */
function addBulk(tag: number, { vr, BulkDataURI = '' }: DicomJsonAttribute, { bulk, pieces }: Layout): void {
  const source = bulk.get(BulkDataURI);
  if (source === undefined) throw new Error('a BulkDataURI has no bytes to be written for it');
  if (source.kind === 'frames') {
    pieces.push(elementHead(tag, 'OB', undefinedLength), ...layOutFrames(source.frames), sequenceEnd);
    return;
  }
  const { byteLength } = source.value;
  refuseTooLong(tag, byteLength);
  pieces.push(elementHead(tag, vr, byteLength + (byteLength % 2)), source.value);
  if (byteLength % 2 === 1) pieces.push(Buffer.of(paddingOf(vr)));
}

function paddingOf(vr: string): number {
  const kind = valueRepresentations.get(vr)?.kind;
  return kind === undefined || kind === 'bytes' || kind === 'number' || kind === 'tag' ? 0 : 0x20;
}
