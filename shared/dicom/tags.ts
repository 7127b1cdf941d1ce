/** The tags that the reader itself has to know. */
export const tags = {
  mediaStorageSopClassUid: 0x00020002,
  transferSyntaxUid: 0x00020010,
  specificCharacterSet: 0x00080005,
  pixelRepresentation: 0x00280103,
  extendedOffsetTable: 0x7fe00001,
  extendedOffsetTableLengths: 0x7fe00002,
  floatPixelData: 0x7fe00008,
  doubleFloatPixelData: 0x7fe00009,
  pixelData: 0x7fe00010,
  item: 0xfffee000,
  itemDelimitation: 0xfffee00d,
  sequenceDelimitation: 0xfffee0dd,
} as const;

/** Eight upper-case hex digits: the attribute's name in DICOM JSON (PS3.18 F.2.2). */
export const tagToHex = (tag: number): string => tag.toString(16).toUpperCase().padStart(8, '0');

/** `(gggg,eeee)`, as people write it. */
export const tagToText = (tag: number): string => {
  const hex = tagToHex(tag);
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
};
