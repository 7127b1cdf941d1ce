import { type CtSpec, type MadeInstance, makeCt } from './make-ct.ts';
import type { ElementSpec } from './part10.ts';

/** Stands for what a patient would not want told: it may be in the archive and in metadata, and nowhere else. */
export const secret = 'SECRETMARKER';

/** An instance whose texts are all secret, wrong in the way that the spec says; none of them repeats another. */
export function hostileCt(spec: CtSpec = {}): MadeInstance {
  return makeCt({
    patientName: `${secret}^ADA`,
    patientId: `${secret}ID`,
    studyDescription: `${secret}STUDY`,
    seriesDescription: `${secret}SERIES`,
    accessionNumber: `${secret}VISIT`,
    ...spec,
  });
}

/** The same with elements added, or put in place of those of the same tag. */
export const ctWith = (extra: readonly ElementSpec[], spec: CtSpec = {}): MadeInstance => hostileCt({ ...spec, extra });

/** Bytes from hex digits, which may be grouped by spaces. */
export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** As long as elements are (PS3.5 7.1.1). */
export const evened = (bytes: Buffer): Buffer =>
  bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);

/** A text over and over, in at most so many bytes. */
export const filling = (text: string, bytes: number): string =>
  text.repeat(Math.floor(bytes / Buffer.byteLength(text)));
