/** What may stand before and after an identifier; sources of patterns, to be put around one. */

/** Not within a word, a dotted number such as a UID, or a hyphenated part number. */
export const tokenStart = String.raw`(?<![A-Za-z0-9]|[\d\s\\+-]\.|[A-Za-z0-9][-–])`;
export const tokenEnd = String.raw`(?![A-Za-z0-9]|\.\d|[-–][A-Za-z0-9])`;

/** Nor, for plain digits, within a list of numbers: `120\140\100`. A list of identifiers has no item of six digits or less. */
export const numberStart = String.raw`${tokenStart}(?<!(?:(?<![A-Za-z0-9])\d{1,6}|\.\d{0,20})\\)`;
export const numberEnd = String.raw`${tokenEnd}(?!\\[-+]?(?:\d{1,6}(?!\d)|\d{0,20}\.))`;

/** PS3.5 6.2 has no hyphen but one, and word processors have six. */
export const hyphen = String.raw`[-\u2010-\u2014\u2212]`;
export const space = String.raw`[ \u00a0\u202f]`;
