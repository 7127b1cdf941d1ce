export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

/** RFC 8785: one value, one text, so that a hash over it can be computed again by anybody. Nothing that is hashed here holds a null. */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('JSON has no such number');
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('JSON text must be well-formed Unicode');
  return JSON.stringify(value);
}

/** RFC 8785 3.2.3: names in the order of their UTF-16 code units, which is how JavaScript sorts strings. */
function canonicalObject(value: { readonly [name: string]: JsonValue | undefined }): string {
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${canonicalJson(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}

/** `Array.isArray` does not tell read-only lists from objects. */
const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);
