import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from '../dicom/dicom-json.ts';

/** A number at a place of an attribute, whatever VR its writer chose; DICOM JSON may hold it as text (PS3.18 F.2.3). */
export function findNumber(dicomJson: DicomJson, tag: string, position = 0): number | undefined {
  const number = numberOf(dicomJson[tag]?.Value?.[position]);
  return Number.isFinite(number) ? number : undefined;
}

export function numbersOf(attribute: DicomJsonAttribute | undefined): readonly number[] {
  return (attribute?.Value ?? []).map(numberOf);
}

function numberOf(value: DicomJsonValue | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

/** A code string as it is meant. */
export function findCode(dicomJson: DicomJson, tag: string, position = 0): string | undefined {
  const value = dicomJson[tag]?.Value?.[position];
  return typeof value === 'string' ? value.trim().toUpperCase() : undefined;
}

/** The items of a sequence; none where there is no such sequence. */
export function itemsOf(dicomJson: DicomJson, tag: string): readonly DicomJson[] {
  const { vr, Value = [] } = dicomJson[tag] ?? { vr: '' };
  return vr === 'SQ' ? (Value as readonly DicomJson[]) : [];
}
