import type { Authorized } from '../access/authorize.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { type PixelDescription, pixelDescriptionOf } from '../pixels/pixel-description.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { openStoredRange } from '../retrieve/open-stored-range.ts';
import { readHeader } from '../retrieve/read-header.ts';
import type { OpenRange } from '../retrieve/read-ranges.ts';
import { type FloatBits, floatBitsOf, floatDescriptionOf } from './float-frame.ts';
import { type ValueReader, valueReader } from './value-reader.ts';

/** An instance that is about to be rendered: what its header says, and how its bytes are read. */
export interface InstanceSource {
  readonly header: InstanceHeader;
  readonly open: OpenRange;
  readonly read: ValueReader;
}

export interface ImageSource extends InstanceSource {
  readonly description: PixelDescription;
  /** Of floating point pixels. */
  readonly floatBits?: FloatBits;
  /** How somebody wants it to be seen (PS3.3 A.33), in place of how it describes itself. */
  readonly presentation?: InstanceSource;
}

export async function openInstance(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  location: InstanceLocation,
  archive: ImageArchive,
): Promise<InstanceSource> {
  const header = await readHeader(permit, location.key, archive);
  const open = openStoredRange(permit, location, archive);
  return { header, open, read: valueReader(header, open) };
}

export function imageOf(source: InstanceSource): ImageSource {
  const { dicomJson } = source.header;
  const floatBits = floatBitsOf(dicomJson);
  if (floatBits === undefined) return { ...source, description: pixelDescriptionOf(dicomJson) };
  return { ...source, floatBits, description: floatDescriptionOf(dicomJson, floatBits) };
}
