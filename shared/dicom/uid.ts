declare const uidBrand: unique symbol;

/** A UID that was checked against PS3.5 9.1; only such a value may become a path, a key or a query. */
export type Uid = string & { readonly [uidBrand]: true };

const maxUidLength = 64;
const uidPattern = /^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))*$/;

/** PS3.5 9.1: dot-separated numbers without leading zeros, at most 64 characters; one number alone is let pass. */
export function isUid(text: string): text is Uid {
  return text.length <= maxUidLength && uidPattern.test(text);
}
