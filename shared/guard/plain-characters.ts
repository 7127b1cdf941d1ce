import type { InspectedText } from './inspected-text.ts';

/** Where the digits of a script begin (Unicode, General Category Nd), full-width ones among them: ten in a row each. */
const zeros = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
  0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
];

const plainDigits: ReadonlyMap<string, string> = new Map(
  zeros.flatMap((zero) => Array.from({ length: 10 }, (_, digit) => [String.fromCharCode(zero + digit), `${digit}`])),
);

/** Soft hyphens, zero-width characters, marks of direction: nobody sees them, and a pattern stumbles over them. */
const invisible = '\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff';
const invisibles = new RegExp(`[${invisible}]`, 'g');
const unusual = new RegExp(`[${invisible}\\uff01-\\uff5e]|(?![0-9])\\p{Nd}`, 'u');

/** A number in full-width or Arabic digits, or with something invisible in it, is the same number: it is looked at as such. */
export function inPlainCharacters(inspected: InspectedText): InspectedText {
  if (inspected.isByteForByte || !unusual.test(inspected.text)) return inspected;
  const text = inspected.text
    .replace(invisibles, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => plainDigits.get(digit) ?? digit);
  return { ...inspected, text };
}
