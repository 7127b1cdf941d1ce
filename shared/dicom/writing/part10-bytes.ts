import type { DicomJson } from '../dicom-json.ts';
import { findText } from '../json-numbers.ts';
import type { BulkByUri, Piece } from './bulk-source.ts';
import { layOutDataSet } from './lay-out-data-set.ts';

export interface Part10Plan {
  /** Without group 0002. */
  readonly dicomJson: DicomJson;
  /** What the bytes of the pixel data are coded in; all else is written in Explicit VR Little Endian. */
  readonly transferSyntaxUid: string;
  readonly bulk: BulkByUri;
}

/** Names this software as the writer of a file (PS3.7 D.3.3.2); without a version, for equal instances are equal bytes. */
const implementationClassUid = '2.25.176483270912354417362590863128457019432';

/** A whole Part 10 file (PS3.10 7) as a list of pieces: nothing of its bulk data is read yet. */
export function layOutPart10({ dicomJson, transferSyntaxUid, bulk }: Part10Plan): Piece[] {
  return [...layOutPart10Start(dicomJson, transferSyntaxUid), ...layOutDataSet(dicomJson, bulk)];
}

/** All that comes before the data set: preamble, prefix and group 0002. */
export function layOutPart10Start(dicomJson: DicomJson, transferSyntaxUid: string): Piece[] {
  return [part10Head(), ...fileMeta(dicomJson, transferSyntaxUid)];
}

const gatheredBytes = 64 * 1024;

/** The pieces as a stream of chunks that belong to whoever takes them; small pieces are gathered. */
export async function* part10Bytes(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (length > 0 && (!(piece instanceof Uint8Array) || length + piece.length > gatheredBytes)) {
      yield Buffer.concat(gathered);
      gathered = [];
      length = 0;
    }
    if (!(piece instanceof Uint8Array)) yield* piece.open();
    else {
      gathered.push(piece);
      length += piece.length;
    }
  }
  if (length > 0) yield Buffer.concat(gathered);
}

function part10Head(): Buffer {
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]);
}

/** PS3.10 Table 7.1-1. */
function fileMeta(dicomJson: DicomJson, transferSyntaxUid: string): Piece[] {
  const meta = layOutDataSet(
    {
      '00020001': { vr: 'OB', InlineBinary: 'AAE=' },
      '00020002': { vr: 'UI', Value: [findText(dicomJson, '00080016') ?? ''] },
      '00020003': { vr: 'UI', Value: [findText(dicomJson, '00080018') ?? ''] },
      '00020010': { vr: 'UI', Value: [transferSyntaxUid] },
      '00020012': { vr: 'UI', Value: [implementationClassUid] },
      '00020013': { vr: 'SH', Value: ['PORTCULLIS'] },
    },
    new Map(),
  );
  const byteLength = meta.reduce((sum, piece) => sum + piece.byteLength, 0);
  const groupLength = layOutDataSet({ '00020000': { vr: 'UL', Value: [byteLength] } }, new Map());
  return [...groupLength, ...meta];
}
