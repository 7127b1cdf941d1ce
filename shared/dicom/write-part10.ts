import type { DcmjsDataSet, DcmjsElement } from 'dcmjs';
import { data } from 'dcmjs';
import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from './dicom-json.ts';
import { findText } from './json-numbers.ts';
import type { Uid } from './uid.ts';

export interface Part10Content {
  readonly dicomJson: DicomJson;
  /** The values of BulkDataURIs, keyed by them. */
  readonly bulk: Readonly<Record<string, Uint8Array>>;
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
/** PS3.7 D.3.3.2: names this software as the writer of a file; a UID derived from a UUID (PS3.5 B.2). */
const implementationClassUid = '2.25.176483270912354417362590863128457019432' as Uid;

/** A native instance that we make ourselves as a Part 10 file (PS3.10 7) in Explicit VR Little Endian. */
export function writePart10({ dicomJson, bulk }: Part10Content): Uint8Array {
  const file = new data.DicomDict(fileMeta(dicomJson));
  file.dict = dcmjsDataSet(dicomJson, bulk);
  return new Uint8Array(file.write({ fragmentMultiframe: false }));
}

/** PS3.10 Table 7.1-1; dcmjs adds the group length. */
function fileMeta(dicomJson: DicomJson): DcmjsDataSet {
  return {
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [findText(dicomJson, '00080016') ?? ''] },
    '00020003': { vr: 'UI', Value: [findText(dicomJson, '00080018') ?? ''] },
    '00020010': { vr: 'UI', Value: [explicitLittleEndian] },
    '00020012': { vr: 'UI', Value: [implementationClassUid] },
    '00020013': { vr: 'SH', Value: ['PORTCULLIS'] },
  };
}

function dcmjsDataSet(dicomJson: DicomJson, bulk: Part10Content['bulk']): DcmjsDataSet {
  return Object.fromEntries(Object.entries(dicomJson).map(([tag, each]) => [tag, dcmjsElement(each, bulk)]));
}

function dcmjsElement(attribute: DicomJsonAttribute, bulk: Part10Content['bulk']): DcmjsElement {
  const { vr } = attribute;
  const bytes = bytesOf(attribute, bulk);
  if (bytes !== undefined) return { vr, Value: [Uint8Array.from(bytes).buffer] };
  return { vr, Value: (attribute.Value ?? []).map((value) => (vr === 'SQ' ? dcmjsItem(value, bulk) : value)) };
}

function bytesOf(
  { InlineBinary, BulkDataURI }: DicomJsonAttribute,
  bulk: Part10Content['bulk'],
): Uint8Array | undefined {
  if (InlineBinary !== undefined) return Buffer.from(InlineBinary, 'base64');
  if (BulkDataURI === undefined) return undefined;
  const bytes = bulk[BulkDataURI];
  if (bytes === undefined) throw new Error('a BulkDataURI has no bytes to be written for it');
  return bytes;
}

const dcmjsItem = (value: DicomJsonValue, bulk: Part10Content['bulk']): DcmjsDataSet =>
  dcmjsDataSet(value as DicomJson, bulk);
