import { deflateRawSync } from 'node:zlib';
import {
  type ElementSpec,
  type Encoding,
  element,
  encodeElements,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
} from './part10.ts';

export const transferSyntaxes = {
  implicitLittleEndian: '1.2.840.10008.1.2',
  explicitLittleEndian: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBigEndian: '1.2.840.10008.1.2.2',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegLossless: '1.2.840.10008.1.2.4.70',
  jpegLsLossless: '1.2.840.10008.1.2.4.80',
  jpeg2000Lossless: '1.2.840.10008.1.2.4.90',
  rleLossless: '1.2.840.10008.1.2.5',
} as const;

export interface Part10Spec {
  readonly elements: readonly ElementSpec[];
  readonly transferSyntaxUid?: string;
  readonly sopClassUid?: string;
  readonly sopInstanceUid?: string;
  /** Replaces the whole of group 0002, group length included. */
  readonly meta?: readonly ElementSpec[];
  /** `null` leaves preamble and magic away. */
  readonly preamble?: Uint8Array | null;
  /** Lays the data set out otherwise than the transfer syntax says. */
  readonly encoding?: Encoding;
  readonly trailing?: Uint8Array;
}

/** A whole Part 10 file (PS3.10 7.1) with every part replaceable by something wrong. */
export function part10File(spec: Part10Spec): Buffer {
  const { transferSyntaxUid = transferSyntaxes.explicitLittleEndian } = spec;
  const dataSet = encodeElements(spec.elements, spec.encoding ?? encodingOf(transferSyntaxUid));
  const body = transferSyntaxUid === transferSyntaxes.deflated ? deflateRawSync(dataSet) : dataSet;
  return Buffer.concat([part10Head(spec), body, spec.trailing ?? Buffer.alloc(0)]);
}

/** Preamble, magic and group 0002 only, for data sets that are too large to hold. */
export function part10Head(spec: Omit<Part10Spec, 'elements'>): Buffer {
  const meta = encodeElements(spec.meta ?? fileMeta(spec), explicitLittleEndian);
  if (spec.preamble === null) return meta;
  return Buffer.concat([spec.preamble ?? Buffer.alloc(128), Buffer.from('DICM'), meta]);
}

/** PS3.10 Table 7.1-1, group length computed. */
export function fileMeta(
  spec: Pick<Part10Spec, 'transferSyntaxUid' | 'sopClassUid' | 'sopInstanceUid'>,
): ElementSpec[] {
  const elements = [
    element('00020001', 'OB', Buffer.of(0, 1)),
    element('00020002', 'UI', spec.sopClassUid ?? '1.2.840.10008.5.1.4.1.1.2'),
    ...(spec.sopInstanceUid === undefined ? [] : [element('00020003', 'UI', spec.sopInstanceUid)]),
    element('00020010', 'UI', spec.transferSyntaxUid ?? transferSyntaxes.explicitLittleEndian),
    element('00020012', 'UI', '2.25.197538264530264358216374519'),
    element('00020013', 'SH', 'SYNTHETIC'),
  ];
  const length = encodeElements(elements, explicitLittleEndian).length;
  return [element('00020000', 'UL', [length]), ...elements];
}

function encodingOf(transferSyntaxUid: string): Encoding {
  if (transferSyntaxUid === transferSyntaxes.implicitLittleEndian) return implicitLittleEndian;
  if (transferSyntaxUid === transferSyntaxes.explicitBigEndian) return explicitBigEndian;
  return explicitLittleEndian;
}
