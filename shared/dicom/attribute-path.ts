import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from './dicom-json.ts';

/** One step of a dotted path (PS3.18 8.3.4.1): an attribute of a data set or item. */
export interface PathStep {
  /** Eight upper-case hex digits. */
  readonly tag: string;
  /** Whose private attribute it is: then the tag's block says nothing, since each data set has its own (PS3.5 7.8.1). */
  readonly privateCreator?: string;
}

/** From the outermost sequence to the attribute itself; never empty. */
export type AttributePath = readonly PathStep[];

/** Where this data set holds the attribute of a step; undefined where its creator has no block. */
export function tagInDataSet(dicomJson: DicomJson, { tag, privateCreator }: PathStep): string | undefined {
  if (privateCreator === undefined) return tag;
  const block = blocks.find((hex) => textOf(dicomJson[`${tag.slice(0, 4)}00${hex}`]) === privateCreator);
  return block === undefined ? undefined : tag.slice(0, 4) + block + tag.slice(6);
}

/** The element that reserves the block of a private tag. */
export const creatorTagOf = (tag: string): string => `${tag.slice(0, 4)}00${tag.slice(4, 6)}`;

export const isItem = (value: DicomJsonValue | undefined): value is DicomJson =>
  typeof value === 'object' && value !== null;

const blocks = Array.from({ length: 0xf0 }, (_, index) => (index + 0x10).toString(16).toUpperCase());

function textOf(attribute: DicomJsonAttribute | undefined): string | undefined {
  const value = attribute?.Value?.[0];
  return typeof value === 'string' ? value.trim() : undefined;
}
