import type { DicomJson } from '../../dicom/dicom-json.ts';
import type { FrameTable } from '../../dicom/frame-table.ts';
import type { IndexedInstance } from '../../ports/study-index.ts';
import type { SearchKey } from '../../search/search-key.ts';
import {
  attributesOfLevel,
  codeColumn,
  dateColumn,
  nameColumn,
  numberColumn,
  textColumn,
  timeColumn,
} from './attribute-values.ts';
import { extendedColumn } from './extended-values.ts';
import { momentColumn } from './moments.ts';
import type { InstanceTable, SeriesColumns, StudyColumns } from './schema.ts';

/** A longer table stays in the sidecar: one read more when it is needed, a small index always. */
const maxFramesJsonLength = 2_048;

/** What an instance says of its study. */
export function studyColumns(dicomJson: DicomJson, keys: readonly SearchKey[]): StudyColumns {
  return {
    study_date: dateColumn(dicomJson, '00080020'),
    study_time: timeColumn(dicomJson, '00080030'),
    accession_number: textColumn(dicomJson, '00080050'),
    referring_physician_name: nameColumn(dicomJson, '00080090'),
    study_description: textColumn(dicomJson, '00081030'),
    patient_name: nameColumn(dicomJson, '00100010'),
    patient_id: textColumn(dicomJson, '00100020'),
    patient_birth_date: dateColumn(dicomJson, '00100030'),
    study_id: textColumn(dicomJson, '00200010'),
    study_moment: momentColumn(dicomJson, '00080020', '00080030'),
    extended: extendedColumn(dicomJson, 'study', keys),
    attributes: attributesOfLevel(dicomJson, 'study'),
  };
}

/** What an instance says of its series. */
export function seriesColumns(dicomJson: DicomJson, keys: readonly SearchKey[]): SeriesColumns {
  return {
    modality: codeColumn(dicomJson, '00080060'),
    series_number: numberColumn(dicomJson, '00200011'),
    series_description: textColumn(dicomJson, '0008103E'),
    body_part_examined: textColumn(dicomJson, '00180015'),
    performed_start_date: dateColumn(dicomJson, '00400244'),
    performed_start_time: timeColumn(dicomJson, '00400245'),
    scheduled_step_id: textColumn(dicomJson, '00400275.00400009'),
    requested_procedure_id: textColumn(dicomJson, '00400275.00401001'),
    performed_moment: momentColumn(dicomJson, '00400244', '00400245'),
    extended: extendedColumn(dicomJson, 'series', keys),
    attributes: attributesOfLevel(dicomJson, 'series'),
  };
}

export function instanceRow(
  { header, byteLength, sha256 }: IndexedInstance,
  seriesKey: number,
  keys: readonly SearchKey[],
): InstanceTable {
  return {
    sop_instance_uid: header.key.sopInstanceUid,
    series_key: seriesKey,
    sop_class_uid: header.sopClassUid,
    transfer_syntax_uid: header.transferSyntaxUid,
    instance_number: numberColumn(header.dicomJson, '00200013'),
    byte_length: byteLength,
    sha256,
    frames: framesText(header.frames),
    extended: extendedColumn(header.dicomJson, 'instance', keys),
    attributes: attributesOfLevel(header.dicomJson, 'instance'),
  };
}

function framesText(frames: FrameTable | undefined): string | null {
  if (frames === undefined) return null;
  if (frames.kind === 'native') return JSON.stringify(frames);
  const fragments = frames.frames.reduce((sum, frame) => sum + frame.length, frames.frames.length);
  if (fragments > maxFramesJsonLength) return inSidecar;
  const text = JSON.stringify(frames);
  return text.length > maxFramesJsonLength ? inSidecar : text;
}

/** In place of a frame table that is too long for a row. */
export const inSidecar = 'in-sidecar';
