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
  for (const [tag, { vr, Value: items }] of Object.entries(dicomJson)) {
    if (vr !== 'SQ' || items === undefined) continue;
    if (tag === iconImageSequence && items.length > 0) yield `${prefix}${tag}`;
    for (const [index, item] of items.entries()) {
      if (isItem(item)) yield* iconPaths(item, `${prefix}${tag}.${index}.`);
    }
  }
}

const isItem = (value: DicomJsonValue): value is DicomJson => typeof value === 'object' && value !== null;
