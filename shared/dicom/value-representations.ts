/** How the bytes of a value are read (PS3.5 6.2). */
export type ValueKind =
  | 'plain-text'
  | 'text'
  | 'long-text'
  | 'url'
  | 'person-name'
  | 'decimal'
  | 'integer'
  | 'tag'
  | 'number'
  | 'bytes'
  | 'sequence';

export interface ValueRepresentation {
  readonly vr: string;
  readonly kind: ValueKind;
  /** PS3.5 7.1.2: two reserved bytes and a length of 32 bits. */
  readonly hasLongLength: boolean;
  /** Bytes of one number or word, which is what byte order turns around. */
  readonly width: number;
  /** PS3.18 F.2.2 lets only these be a BulkDataURI. */
  readonly mayBeBulk: boolean;
}

const longLengthVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);

const kinds: Readonly<Record<ValueKind, readonly string[]>> = {
  'plain-text': ['AE', 'AS', 'CS', 'DA', 'DT', 'TM', 'UI'],
  text: ['LO', 'SH', 'UC'],
  'long-text': ['LT', 'ST', 'UT'],
  url: ['UR'],
  'person-name': ['PN'],
  decimal: ['DS'],
  integer: ['IS'],
  tag: ['AT'],
  number: ['FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV'],
  bytes: ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN'],
  sequence: ['SQ'],
};

const widths: Readonly<Record<string, number>> = {
  AT: 2,
  FD: 8,
  FL: 4,
  OD: 8,
  OF: 4,
  OL: 4,
  OV: 8,
  OW: 2,
  SL: 4,
  SS: 2,
  SV: 8,
  UL: 4,
  US: 2,
  UV: 8,
};

const neverBulk = new Set(['AE', 'AS', 'AT', 'CS', 'DA', 'DT', 'LO', 'PN', 'SH', 'SQ', 'TM', 'UI', 'UR']);

/** The 34 value representations by their two letters. */
export const valueRepresentations: ReadonlyMap<string, ValueRepresentation> = new Map(
  Object.entries(kinds).flatMap(([kind, vrs]) => vrs.map((vr) => [vr, representation(vr, kind as ValueKind)])),
);

function representation(vr: string, kind: ValueKind): ValueRepresentation {
  return { vr, kind, hasLongLength: longLengthVrs.has(vr), width: widths[vr] ?? 1, mayBeBulk: !neverBulk.has(vr) };
}

const byteKinds: ReadonlySet<ValueKind> = new Set<ValueKind>(['tag', 'number', 'bytes', 'sequence']);

export const isTextKind = (kind: ValueKind): boolean => !byteKinds.has(kind);

/** Of letters that may be none: what is unknown is no text. */
export function isTextVr(vr: string): boolean {
  const known = valueRepresentations.get(vr);
  return known !== undefined && isTextKind(known.kind);
}
