import { type DecodeText, textDecoderFor } from './character-sets.ts';
import type { DataSet } from './data-element.ts';
import { tags } from './tags.ts';

/** An item may name a character set of its own; otherwise its sequence's holds (PS3.3 C.12.1.1.2). */
export function findOwnDecoder({ elements }: DataSet): DecodeText | undefined {
  const found = elements.find(({ tag }) => tag === tags.specificCharacterSet);
  if (found?.kind !== 'value' || found.bytes === undefined) return undefined;
  return textDecoderFor(found.bytes.toString('latin1').replaceAll('\0', ' ').split('\\'));
}
