/** PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5: a table as LUT Descriptor and LUT Data say it, whatever it is for. */
export interface LookupTable {
  readonly firstMapped: number;
  readonly entries: Uint16Array;
  /** The greatest value that an entry of this many bits can have. */
  readonly maxEntry: number;
}

/** Values below the first mapped one take the first entry, values beyond the last one the last. */
export function lookUp({ firstMapped, entries }: LookupTable, value: number): number {
  const position = Math.min(Math.max(Math.round(value) - firstMapped, 0), entries.length - 1);
  return entries[position] ?? 0;
}

const maxEntries = 65_536;

/** What LUT Descriptor holds: number of entries (0 stands for 65,536), first value mapped, bits of an entry. */
export type LookupTableDescriptor = readonly [entryCount: number, firstMapped: number, entryBits: number];

export function entryCountOf([entryCount]: LookupTableDescriptor): number {
  return entryCount === 0 ? maxEntries : Math.min(entryCount, maxEntries);
}

/**
 * `undefined` for a table that lies about itself: fewer entries than it declares, or none at all. Entries of 8 bits may
 * be packed two a word, or lie in words of their own.
 */
export function lookupTable(
  descriptor: LookupTableDescriptor,
  data: Uint8Array,
  isSigned: boolean,
): LookupTable | undefined {
  const count = entryCountOf(descriptor);
  const entries = entriesIn(data, count, descriptor[2]);
  return entries && tableOf(descriptor, entries, isSigned);
}

/** Of entries that are there already, for instance from the segments of a palette. */
export function tableOf(descriptor: LookupTableDescriptor, entries: Uint16Array, isSigned: boolean): LookupTable {
  const [, first, bits] = descriptor;
  const firstMapped = isSigned && first > 0x7fff ? first - 0x1_0000 : first;
  const declared = 2 ** Math.min(Math.max(bits, 1), 16) - 1;
  const isMore = entries.some((entry) => entry > declared);
  return { firstMapped, entries, maxEntry: isMore ? 0xffff : declared };
}

function entriesIn(data: Uint8Array, count: number, bits: number): Uint16Array | undefined {
  if (count === 0 || count > data.length) return undefined;
  if (data.length >= count * 2) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    return Uint16Array.from({ length: count }, (_, index) => view.getUint16(index * 2, true));
  }
  return bits <= 8 ? Uint16Array.from(data.subarray(0, count)) : undefined;
}
