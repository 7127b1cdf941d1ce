import { randomBytes } from 'node:crypto';
import type { Uid } from '../../shared/dicom/uid.ts';

/** A UID that no other instance bears (PS3.5 B.2). */
export function freshUid(): Uid {
  return `2.25.${BigInt(`0x${randomBytes(15).toString('hex')}`)}` as Uid;
}
