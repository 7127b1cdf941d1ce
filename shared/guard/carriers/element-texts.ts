import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { valuePlace } from './value-place.ts';
import { isWellFormedNumber } from './well-formed-numbers.ts';

/** Every value that is text, as it is; dates and numbers only where they are none, for words may hide there. */
export function* elementTexts(values: Iterable<CarriedValue>): Generator<InspectedText> {
  for (const value of values) {
    const { text, vr } = value;
    if (text === undefined || text === '' || isWellFormedNumber(vr, text)) continue;
    yield textOfValue(value, text, vr === 'UI' && isWrittenAsUid(text) ? 'uid' : 'text');
  }
}

/** Words in the place of a UID are words. */
export const isWrittenAsUid = (text: string): boolean => /^[0-9.\\ \0]*$/.test(text);

/** A text that is the whole value. */
export function textOfValue(
  value: CarriedValue,
  text: string,
  carrier: 'uid' | 'text' | 'file-meta' | 'padding',
): InspectedText {
  const { offset, length, isByteForByte } = value;
  const place = valuePlace(value, carrier);
  place.bytes = { offset, length };
  return { place, text, isByteForByte };
}
