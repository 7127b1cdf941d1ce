import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { isWrittenAsUid, textOfValue } from './element-texts.ts';
import { printableTextsOfValue } from './printable-texts.ts';

/** PS3.10 7.1: application entity titles, version names and private information in front of the data set. */
export function* fileMetaTexts(fileMeta: Iterable<CarriedValue>): Generator<InspectedText> {
  for (const value of fileMeta) {
    if (value.text === undefined) yield* printableTextsOfValue(value, 'file-meta');
    else if (value.text !== '')
      yield textOfValue(value, value.text, value.vr === 'UI' && isWrittenAsUid(value.text) ? 'uid' : 'file-meta');
  }
}
