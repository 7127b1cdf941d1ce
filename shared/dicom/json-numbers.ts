import type { DicomJson } from './dicom-json.ts';

/** The first value of an attribute as a whole number, whatever VR its writer chose; `undefined` if it is none. */
export function findInteger(dicomJson: DicomJson, tag: string): number | undefined {
  const value = dicomJson[tag]?.Value?.[0];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** The first value of an attribute as text; `undefined` if there is none. */
export function findText(dicomJson: DicomJson, tag: string): string | undefined {
  const value = dicomJson[tag]?.Value?.[0];
  return typeof value === 'string' ? value : undefined;
}
