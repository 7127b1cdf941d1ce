import type { DicomJson } from '../dicom/dicom-json.ts';
import { numbersOf } from './json-values.ts';
import { type LookupTable, type LookupTableDescriptor, lookupTable } from './lookup-table.ts';
import type { ValueReader } from './value-reader.ts';

export interface TableTags {
  readonly descriptor: string;
  readonly data: string;
}

/** LUT Descriptor and LUT Data of the items of Modality, VOI and Presentation LUT Sequence. */
export const lutTags: TableTags = { descriptor: '00283002', data: '00283006' };

/** `undefined` where there is no table, or one that contradicts its own descriptor. */
export async function tableIn(
  item: DicomJson,
  isSigned: boolean,
  { tags = lutTags, read }: { readonly tags?: TableTags; readonly read: ValueReader },
): Promise<LookupTable | undefined> {
  const descriptor = descriptorIn(item, tags.descriptor);
  const data = descriptor && (await read(item[tags.data]));
  return descriptor && data && lookupTable(descriptor, data, isSigned);
}

export function descriptorIn(item: DicomJson, tag: string): LookupTableDescriptor | undefined {
  const [count, first, bits] = numbersOf(item[tag]);
  if (count === undefined || first === undefined || bits === undefined) return undefined;
  const isSound = [count, first, bits].every(Number.isSafeInteger) && count >= 0 && bits >= 1 && bits <= 16;
  return isSound ? [count, first, bits] : undefined;
}
