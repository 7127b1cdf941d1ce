declare const entryIdBrand: unique symbol;

/** A SHA-256 in hex digits that was checked to be one; only such a value may become a path or a key. */
export type EntryId = string & { readonly [entryIdBrand]: true };

const sixtyFourHexDigits = /^[0-9a-f]{64}$/;

export function isEntryId(text: string): text is EntryId {
  return sixtyFourHexDigits.test(text);
}
