import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { textOfValue } from './element-texts.ts';
import { printableTextsOfValue } from './printable-texts.ts';

/** PS3.10 7.2: Data Set Trailing Padding "has no significance", which makes it a place to hide things in. */
export const isTrailingPadding = ({ tag }: CarriedValue): boolean => tag === 0xfffcfffc;

export function* paddingTexts(values: Iterable<CarriedValue>): Generator<InspectedText> {
  for (const value of values) {
    if (value.text === undefined) yield* printableTextsOfValue(value, 'padding');
    else if (value.text !== '') yield textOfValue(value, value.text, 'padding');
  }
}
