import { codeElements } from '../code-elements.ts';
import { DicomError } from '../dicom-error.ts';

/** Bytes of text that came as Unicode, in the character set that its data set declares (PS3.3 C.12.1.1.2). */
export type EncodeText = (text: string) => Buffer;

/**
 * Text of JSON and XML is Unicode, whatever (0008,0005) says, and the file that is made of it has to be what it says. So text
 * is written in UTF-8 or in a declared set of one byte a character; what that set lacks is refused rather than changed.
 */
export function textEncodingFor(definedTerms: readonly string[]): EncodeText {
  const encodeOthers = encoderOf(definedTerms);
  return (text) => (isAscii.test(text) ? Buffer.from(text, 'latin1') : encodeOthers(wellFormed(text)));
}

/** An escape character would begin a code extension. */
const isAscii = /^[\t\n\f\r\x20-\x7e]*$/;

function encoderOf([first = '', ...others]: readonly string[]): EncodeText {
  if (first === 'ISO_IR 192') return (text) => Buffer.from(text, 'utf8');
  const decode = codeElements[Number(/^ISO_IR ([0-9]{1,3})$/.exec(first)?.[1] ?? '0')];
  if (decode?.register !== 'g1' || decode.bytesPerCharacter !== 1 || others.length > 0) return refuse;
  const byteOf = new Map<string, number>();
  for (let byte = 0x80; byte < 0x100; byte++) byteOf.set(decode.decode(Buffer.of(byte)), byte);
  return (text) => Buffer.from(Array.from(text, (character) => byteOfCharacter(character, byteOf)));
}

function byteOfCharacter(character: string, upperHalf: ReadonlyMap<string, number>): number {
  const code = character.charCodeAt(0);
  if (code < 0x80 && code !== escapeByte) return code;
  const byte = upperHalf.get(character);
  return byte === undefined || character === '\uFFFD' ? refuse() : byte;
}

const escapeByte = 0x1b;

function refuse(): never {
  throw new DicomError(
    'metadata-invalid',
    '(0008,0005) declares a character set in which the text cannot be written; declare ISO_IR 192',
  );
}

function wellFormed(text: string): string {
  if (text.isWellFormed()) return text;
  throw new DicomError('metadata-invalid', 'a text holds half of a character (a lone surrogate)');
}
