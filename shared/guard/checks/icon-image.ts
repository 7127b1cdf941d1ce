import type { DicomJson, DicomJsonValue } from '../../dicom/dicom-json.ts';
import type { Check } from '../check.ts';

const iconImageSequence = '00880200';

/** PS3.3 C.7.6.1.1.6: a small copy of the picture, which whoever blanks the picture forgets. */
export const iconImage: Check = {
  id: 'icon-image',
  about:
    'An Icon Image Sequence (0088,0200) is there: a copy of a picture that may show what the picture no longer does.',
  *inspect({ header }) {
    for (const path of iconPaths(header.dicomJson, '')) yield { carrier: 'printable-bytes', path };
  },
};

/** Calls itself for items, at most as deep as the reader lets sequences nest. */
function* iconPaths(dicomJson: DicomJson, prefix: string): Generator<string> {
  for (const tag in dicomJson) {
    const items = itemsAt(dicomJson, tag);
    if (items === undefined) continue;
    if (tag === iconImageSequence && items.length > 0) yield `${prefix}${tag}`;
    for (const [index, item] of items.entries()) {
      if (isItem(item)) yield* iconPaths(item, `${prefix}${tag}.${index}.`);
    }
  }
}

/** Most attributes are no sequences, and there may be a hundred thousand of them. */
function itemsAt(dicomJson: DicomJson, tag: string): readonly DicomJsonValue[] | undefined {
  const attribute = dicomJson[tag];
  return attribute?.vr === 'SQ' ? attribute.Value : undefined;
}

const isItem = (value: DicomJsonValue): value is DicomJson => typeof value === 'object' && value !== null;
