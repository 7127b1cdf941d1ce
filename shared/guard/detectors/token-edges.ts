/** What may stand before and after an identifier; sources of patterns, to be put around one. */

/** Not within a word, a dotted number such as a UID, or a hyphenated part number. */
export const tokenStart = String.raw`(?<![A-Za-z0-9]|[\d\s\\+-]\.|[A-Za-z0-9][-–])`;
export const tokenEnd = String.raw`(?![A-Za-z0-9]|\.\d|[-–][A-Za-z0-9])`;

/** Nor, for plain digits, one of the numbers of a list: `120\140\100`. */
export const numberStart = String.raw`${tokenStart}(?<!\d\\)`;
export const numberEnd = String.raw`${tokenEnd}(?!\\[-+.\d])`;

/** PS3.5 6.2 has no hyphen but one, and word processors have six. */
export const hyphen = String.raw`[-\u2010-\u2014\u2212]`;
export const space = String.raw`[ \u00a0\u202f]`;
