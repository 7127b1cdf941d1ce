import type { SearchLevel } from '../../ports/search-query.ts';

/** How a searchable attribute lies in the tables. */
export interface SearchColumn {
  readonly level: SearchLevel;
  /** Table and column, as SQL names them. */
  readonly name: string;
  readonly kind: 'uid' | 'text' | 'name' | 'range' | 'number' | 'code' | 'modalities';
  /** The number that stands for the attribute in the tables of text. */
  readonly textAttribute?: number;
}

const column = (level: SearchLevel, name: string, kind: SearchColumn['kind']): SearchColumn => ({ level, name, kind });
const text = (level: SearchLevel, name: string, textAttribute: number): SearchColumn => ({
  level,
  name,
  kind: 'text',
  textAttribute,
});
const personName = (name: string, textAttribute: number): SearchColumn => ({
  level: 'study',
  name,
  kind: 'name',
  textAttribute,
});

/** By tag, as in shared/search/attributes.ts; a test holds the two together. */
export const searchColumns: Readonly<Record<string, SearchColumn>> = {
  '00080020': column('study', 'studies.study_date', 'range'),
  '00080030': column('study', 'studies.study_time', 'range'),
  '00080050': text('study', 'studies.accession_number', 0x00080050),
  '00080061': column('study', 'study_modalities.modality', 'modalities'),
  '00080090': personName('studies.referring_physician_name', 0x00080090),
  '00081030': text('study', 'studies.study_description', 0x00081030),
  '00100010': personName('studies.patient_name', 0x00100010),
  '00100020': text('study', 'studies.patient_id', 0x00100020),
  '00100030': column('study', 'studies.patient_birth_date', 'range'),
  '0020000D': column('study', 'studies.study_uid', 'uid'),
  '00200010': text('study', 'studies.study_id', 0x00200010),
  '00080060': column('series', 'series.modality', 'code'),
  '0008103E': text('series', 'series.series_description', 0x0008103e),
  '00180015': text('series', 'series.body_part_examined', 0x00180015),
  '0020000E': column('series', 'series.series_uid', 'uid'),
  '00200011': column('series', 'series.series_number', 'number'),
  '00400244': column('series', 'series.performed_start_date', 'range'),
  '00400245': column('series', 'series.performed_start_time', 'range'),
  '00400275.00400009': text('series', 'series.scheduled_step_id', 0x00400009),
  '00400275.00401001': text('series', 'series.requested_procedure_id', 0x00401001),
  '00080016': column('instance', 'instances.sop_class_uid', 'uid'),
  '00080018': column('instance', 'instances.sop_instance_uid', 'uid'),
  '00200013': column('instance', 'instances.instance_number', 'number'),
};
