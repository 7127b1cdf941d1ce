/** PS3.18 Table 8.7.3-5; of each family the default first. */
const families: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['4.70', '4.50', '4.51', '4.57'],
  'image/dicom-rle': ['5'],
  'image/jls': ['4.80', '4.81'],
  'image/jp2': ['4.90', '4.91'],
  'image/jpx': ['4.92', '4.93'],
  'image/jphc': ['4.201', '4.202', '4.203'],
  'image/jxl': ['4.110', '4.111', '4.112'],
  'video/mpeg': ['4.101', '4.101.1', '4.100', '4.100.1'],
  'video/mp4': ['4.102', '4.102.1', '4.103', '4.103.1', '4.104', '4.104.1', '4.105', '4.105.1', '4.106', '4.106.1'],
  'video/h265': ['4.107', '4.108'],
};

const essenceBySyntax: ReadonlyMap<string, string> = new Map(
  Object.entries(families).flatMap(([essence, ends]) => ends.map((end) => [`1.2.840.10008.1.2.${end}`, essence])),
);

/** PS3.18 Table 8.7.3-5: the media type of compressed frames; `undefined` for a syntax that has none. */
export function compressedEssence(transferSyntaxUid: string): string | undefined {
  return essenceBySyntax.get(transferSyntaxUid);
}

const olderNames: Readonly<Record<string, string>> = {
  'image/dicom-rle': 'image/x-dicom-rle',
  'image/jls': 'image/x-jls',
  'image/jphc': 'image/jhc',
};

/** What a compressed type was called before PS3.18 named it; dicomweb-client knows RLE and HTJ2K by no other name. */
export const olderEssence = (essence: string): string | undefined => olderNames[essence];

const essenceByOtherName: ReadonlyMap<string, string> = new Map([
  ...Object.entries(olderNames).map(([essence, older]): [string, string] => [older, essence]),
  ['image/jph', 'image/jphc'],
  ['video/mpeg2', 'video/mpeg'],
]);

/** The other way round: what bulk data of this media type may be coded in, the default first; none for any other type. */
export function transferSyntaxesOf(essence: string): readonly string[] {
  const named = essenceByOtherName.get(essence) ?? essence;
  const ends = Object.hasOwn(families, named) ? families[named] : undefined;
  return (ends ?? []).map((end) => `1.2.840.10008.1.2.${end}`);
}
