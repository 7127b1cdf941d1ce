import type { DicomJson } from '../dicom/dicom-json.ts';
import { entryCountOf, type LookupTable, tableOf } from './lookup-table.ts';
import type { PalettePlan } from './palette-colour.ts';
import { expandSegments } from './segmented-palette.ts';
import { descriptorIn, tableIn } from './table-in.ts';
import type { ValueReader } from './value-reader.ts';

/** `undefined` for a palette that is not whole or lies about itself: no colour of it can be trusted (PS3.3 C.7.9). */
export async function palettePlanOf(dicomJson: DicomJson, read: ValueReader): Promise<PalettePlan | undefined> {
  const [red, green, blue] = await Promise.all(primaries.map((primary) => primaryTable(dicomJson, primary, read)));
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return { kind: 'palette', tables: [red, green, blue] };
}

/** The last digit of Descriptor, Data and Segmented Data of the three colours. */
const primaries = ['1', '2', '3'];

async function primaryTable(
  dicomJson: DicomJson,
  primary: string,
  read: ValueReader,
): Promise<LookupTable | undefined> {
  const tags = { descriptor: `0028110${primary}`, data: `0028120${primary}` };
  return (await tableIn(dicomJson, false, { tags, read })) ?? (await segmentedTable(dicomJson, primary, read));
}

async function segmentedTable(
  dicomJson: DicomJson,
  primary: string,
  read: ValueReader,
): Promise<LookupTable | undefined> {
  const descriptor = descriptorIn(dicomJson, `0028110${primary}`);
  const data = descriptor && (await read(dicomJson[`0028122${primary}`]));
  if (descriptor === undefined || data === undefined) return undefined;
  const words = new Uint16Array(Uint8Array.from(data.subarray(0, data.length - (data.length % 2))).buffer);
  const entries = expandSegments(words, entryCountOf(descriptor));
  return entries && tableOf(descriptor, entries, false);
}
