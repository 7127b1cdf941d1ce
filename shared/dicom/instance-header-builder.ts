import type { DataSet } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import { writeDicomJson } from './dicom-json-writer.ts';
import { type FileMeta, withoutPadding } from './file-meta-reader.ts';
import { buildFrameTable } from './frame-table-builder.ts';
import type { InstanceHeader } from './instance-header.ts';
import type { InstanceKey } from './instance-key.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { tagToText } from './tags.ts';
import { isUid, type Uid } from './uid.ts';

/** All that the gateway keeps of an instance besides its bytes, out of what the reader has found. */
export function buildInstanceHeader(meta: FileMeta, dataSet: DataSet, limits: ReaderLimits): InstanceHeader {
  const key = readKey(dataSet);
  const sopClassUid = readUid(dataSet, 0x00080016);
  const { dicomJson, bulk } = writeDicomJson(dataSet, limits.maxValues);
  const frames = buildFrameTable(dataSet, dicomJson, meta.transferSyntax);
  return { key, sopClassUid, transferSyntaxUid: meta.transferSyntax.uid as Uid, dicomJson, bulk, frames };
}

/** The data set names the instance; a (0002,0003) that says otherwise is met in many real files and is not looked at. */
function readKey(dataSet: DataSet): InstanceKey {
  return {
    studyUid: readUid(dataSet, 0x0020000d),
    seriesUid: readUid(dataSet, 0x0020000e),
    sopInstanceUid: readUid(dataSet, 0x00080018),
  };
}

function readUid({ elements }: DataSet, tag: number): Uid {
  const found = elements.filter((each) => each.tag === tag);
  if (found.length > 1) throw new DicomError('uid-conflict', `${tagToText(tag)} is there more than once`);
  const [element] = found;
  const text = element?.kind === 'value' ? withoutPadding(element.bytes?.toString('latin1') ?? '') : '';
  if (text === '') throw new DicomError('uid-missing', `${tagToText(tag)} is missing or empty`);
  if (!isUid(text)) throw new DicomError('uid-invalid', `${tagToText(tag)} is no UID (PS3.5 9.1)`);
  return text;
}
