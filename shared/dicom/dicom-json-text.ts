import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from './dicom-json.ts';

/**
 * PS3.18 F.2.2 wants attributes in ascending order, but a JavaScript object gives keys that look like whole numbers (an
 * overlay's `60000010`) before all others. So the order is made here, at the moment of writing.
 */
export function dicomJsonText(dicomJson: DicomJson): string {
  return hasNumericKey(dicomJson) ? orderedText(dicomJson) : JSON.stringify(dicomJson);
}

const numericKey = /^[1-9][0-9]{7}$/;

/** Calls itself for items, at most as deep as the reader lets sequences nest. */
function hasNumericKey(dicomJson: DicomJson): boolean {
  for (const tag in dicomJson) {
    if (numericKey.test(tag)) return true;
    if (itemsOf(dicomJson[tag])?.some(hasNumericKey)) return true;
  }
  return false;
}

function orderedText(dicomJson: DicomJson): string {
  const attributes = Object.keys(dicomJson)
    .sort()
    .map((tag) => `"${tag}":${attributeText(dicomJson[tag])}`);
  return `{${attributes.join(',')}}`;
}

function attributeText(attribute: DicomJsonAttribute | undefined): string {
  const items = itemsOf(attribute);
  return items === undefined ? JSON.stringify(attribute) : `{"vr":"SQ","Value":[${items.map(orderedText).join(',')}]}`;
}

function itemsOf(attribute: DicomJsonAttribute | undefined): readonly DicomJson[] | undefined {
  return attribute?.vr === 'SQ' ? attribute.Value?.filter(isItem) : undefined;
}

const isItem = (value: DicomJsonValue): value is DicomJson => typeof value === 'object' && value !== null;
