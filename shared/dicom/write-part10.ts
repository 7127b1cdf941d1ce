import type { DicomJson } from './dicom-json.ts';
import { layOutPart10 } from './writing/part10-bytes.ts';

export interface Part10Content {
  readonly dicomJson: DicomJson;
  /** The values of BulkDataURIs, keyed by them. */
  readonly bulk: Readonly<Record<string, Uint8Array>>;
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** A native instance that we make ourselves as a Part 10 file (PS3.10 7) in Explicit VR Little Endian, whole in memory. */
export function writePart10({ dicomJson, bulk }: Part10Content): Uint8Array {
  const sources = new Map(
    Object.entries(bulk).map(([uri, value]) => [uri, { kind: 'value' as const, value }] as const),
  );
  const pieces = layOutPart10({ dicomJson, transferSyntaxUid: explicitLittleEndian, bulk: sources });
  return Buffer.concat(pieces.filter((piece) => piece instanceof Uint8Array));
}
