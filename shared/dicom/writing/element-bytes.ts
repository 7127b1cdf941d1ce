import { DicomError } from '../dicom-error.ts';
import { tagToText } from '../tags.ts';
import { valueRepresentations } from '../value-representations.ts';

export const undefinedLength = 0xffffffff;
const maxShortLength = 0xfffe;

/** Tag, VR and length (PS3.5 7.1.2). A value too long for its VR's 16 bits is written as UN, which has 32 (PS3.5 6.2.2). */
export function elementHead(tag: number, vr: string, length: number): Buffer {
  const hasLongLength = valueRepresentations.get(vr)?.hasLongLength !== false;
  if (!hasLongLength && length > maxShortLength) return elementHead(tag, 'UN', length);
  const head = Buffer.alloc(hasLongLength ? 12 : 8);
  writeTag(head, tag);
  head.write(vr, 4, 'latin1');
  if (hasLongLength) head.writeUInt32LE(length, 8);
  else head.writeUInt16LE(length, 6);
  return head;
}

/** PS3.5 7.5: of an item of a sequence, or of a fragment. */
export const itemHead = (length: number): Buffer => delimiter(0xfffee000, length);
export const itemEnd = delimiter(0xfffee00d, 0);
export const sequenceEnd = delimiter(0xfffee0dd, 0);

function delimiter(tag: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  writeTag(bytes, tag);
  bytes.writeUInt32LE(length, 4);
  return bytes;
}

function writeTag(bytes: Buffer, tag: number): void {
  bytes.writeUInt16LE(tag >>> 16);
  bytes.writeUInt16LE(tag & 0xffff, 2);
}

/** PS3.5 7.1.1: the last length of 32 bits says that it is undefined. */
export function refuseTooLong(tag: number, byteLength: number): void {
  if (byteLength < undefinedLength - 1) return;
  throw new DicomError('metadata-invalid', `${tagToText(tag)} is longer than a value can be (PS3.5 7.1.1)`);
}
