import { TextDecoder } from 'node:util';
import { ascii, type CodeElement, codeElements, undesignated } from './code-elements.ts';
import { decodeIso2022, type InitialSets } from './iso-2022-decoder.ts';
import type { ValueKind } from './value-representations.ts';

/** Text of bytes. What is not valid becomes U+FFFD: a wrong character set is no reason to refuse an image. */
export type DecodeText = (bytes: Buffer, kind: ValueKind) => string;

/** The decoder for the values of Specific Character Set (PS3.3 C.12.1.1.2), each as found, empty ones included. */
export function textDecoderFor(definedTerms: readonly string[]): DecodeText {
  const decode = decoderOf(definedTerms.map(registrationOf));
  return (bytes, kind) => (isPlainAscii(bytes) ? bytes.toString('latin1') : decode(bytes, kind));
}

const wholeDecoders: Readonly<Record<string, TextDecoder>> = {
  192: new TextDecoder('utf-8', { ignoreBOM: true }),
  GB18030: new TextDecoder('gb18030'),
  GBK: new TextDecoder('gbk'),
};

/** `ISO_IR 100`, `ISO 2022 IR 100` and the spellings that are met instead of them. */
function registrationOf(definedTerm: string): string {
  const term = definedTerm.trim().toUpperCase();
  return /^ISO[ _-]?(?:2022[ _-]?)?IR[ _-]?([0-9]{1,3})$/.exec(term)?.[1] ?? term;
}

function decoderOf(registrations: readonly string[]): DecodeText {
  const whole = wholeDecoders[registrations[0] ?? ''];
  if (whole !== undefined) return (bytes) => whole.decode(bytes);
  const initial = initialSets(registrations);
  return (bytes, kind) => decodeIso2022(bytes, initial, delimitersOf(kind));
}

/**
 * PS3.5 6.1.2.5.1: value 1 gives the initial sets. Where it gives no upper half, the first other value that has one does:
 * the standard leaves it undefined, and writers forget the escape sequence.
 */
function initialSets(registrations: readonly string[]): InitialSets {
  const declared = registrations.flatMap((each) => codeElements[each] ?? []);
  return { g0: ascii, g1: declared.find(isUpper) ?? undesignated };
}

const isUpper = ({ register }: CodeElement): boolean => register === 'g1';

const nameDelimiters: ReadonlySet<number> = new Set([0x5c, 0x5e, 0x3d]);
const valueDelimiters: ReadonlySet<number> = new Set([0x5c]);
const noDelimiters: ReadonlySet<number> = new Set();

function delimitersOf(kind: ValueKind): ReadonlySet<number> {
  if (kind === 'person-name') return nameDelimiters;
  return kind === 'text' ? valueDelimiters : noDelimiters;
}

/** All the sets agree on the seven-bit characters until an escape sequence says otherwise. */
export function isPlainAscii(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x80 || byte === 0x1b) return false;
  }
  return true;
}
