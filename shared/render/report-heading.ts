import type { DicomJson } from '../dicom/dicom-json.ts';
import { nameOf } from './report-content.ts';

/** Whose report it is and how far it has come (PS3.3 C.7.1.1, C.17.2): what a reader has to know before the first line. */
export function reportHeadingOf(dicomJson: DicomJson): readonly (readonly [label: string, value: string])[] {
  const rows = [
    ['Patient', nameOf(dicomJson['00100010']?.Value?.[0])],
    ['Patient ID', textOf(dicomJson, '00100020')],
    ['Birth date', dateOf(dicomJson, '00100030')],
    ['Study date', dateOf(dicomJson, '00080020')],
    ['Accession number', textOf(dicomJson, '00080050')],
    ['Study', textOf(dicomJson, '00081030')],
    ['Completion', textOf(dicomJson, '0040A491')],
    ['Verification', textOf(dicomJson, '0040A493')],
  ] as const;
  return rows.filter(([, value]) => value !== '');
}

function textOf(dicomJson: DicomJson, tag: string): string {
  const value = dicomJson[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function dateOf(dicomJson: DicomJson, tag: string): string {
  const text = textOf(dicomJson, tag);
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}
