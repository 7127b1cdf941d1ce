import type { SeriesColumns, StudyColumns } from './schema.ts';

type TextColumns<Columns> = { readonly [Name in keyof Columns]?: number };

/** The searchable text columns, by the number that stands for each in the tables of text: the tag. */
export const studyTextColumns = {
  accession_number: 0x00080050,
  referring_physician_name: 0x00080090,
  study_description: 0x00081030,
  patient_name: 0x00100010,
  patient_id: 0x00100020,
  study_id: 0x00200010,
} as const satisfies TextColumns<StudyColumns>;

export const seriesTextColumns = {
  series_description: 0x0008103e,
  body_part_examined: 0x00180015,
  scheduled_step_id: 0x00400009,
  requested_procedure_id: 0x00401001,
} as const satisfies TextColumns<SeriesColumns>;

/** Names and descriptions are made of words that many share; identifiers are each their own (decision 0063). */
export const wordyAttributes: ReadonlySet<number> = new Set([0x00080090, 0x00081030, 0x00100010, 0x0008103e]);

export const seriesAttributes: ReadonlySet<number> = new Set(Object.values(seriesTextColumns));
