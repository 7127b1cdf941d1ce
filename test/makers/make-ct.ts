import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import { freshUid } from './fresh-uid.ts';
import { type ElementSpec, type ElementValue, element, type ValueElement } from './part10.ts';
import { type Part10Spec, part10File, transferSyntaxes } from './part10-file.ts';

export interface CtSpec {
  readonly studyUid?: string;
  readonly seriesUid?: string;
  readonly sopInstanceUid?: string;
  readonly sopClassUid?: string;
  readonly transferSyntaxUid?: string;
  readonly rows?: number;
  readonly columns?: number;
  readonly frames?: number;
  /** A text, or bytes where the character set asks for them. */
  readonly patientName?: string | Uint8Array;
  readonly patientId?: string;
  readonly patientBirthDate?: string;
  readonly studyDate?: string;
  readonly studyTime?: string;
  readonly studyDescription?: string;
  readonly seriesDescription?: string;
  readonly modality?: string;
  readonly accessionNumber?: string;
  readonly seriesNumber?: string;
  readonly instanceNumber?: string;
  readonly referringPhysicianName?: string;
  /** `null` leaves Specific Character Set away. */
  readonly charset?: string | null;
  /** Put in place of the native pixel data, for instance `fragments([...])`; `null` leaves pixel data away. */
  readonly pixelData?: ElementSpec | null;
  /** Added, or put in place of the element of the same tag; the data set stays in ascending order. */
  readonly extra?: readonly ElementSpec[];
  /** Tags that are left away. */
  readonly without?: readonly string[];
  readonly file?: Omit<Part10Spec, 'elements'>;
}

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';

export interface MadeInstance {
  readonly bytes: Buffer;
  readonly key: InstanceKey;
  readonly sopClassUid: string;
  readonly transferSyntaxUid: string;
  /** The value of the native pixel data, all frames one after the other. */
  readonly pixelBytes: Buffer;
}

/** One valid synthetic CT instance, of a patient who never lived; every option may make it less valid. */
export function makeCt(spec: CtSpec = {}): MadeInstance {
  const key = keyOf(spec);
  const sopClassUid = spec.sopClassUid ?? ctImageStorage;
  const transferSyntaxUid = spec.transferSyntaxUid ?? transferSyntaxes.explicitLittleEndian;
  const pixelBytes = pixelPattern(spec, transferSyntaxUid === transferSyntaxes.explicitBigEndian);
  const elements = ctElements({ ...spec, ...key, sopClassUid }, pixelBytes);
  const file = { transferSyntaxUid, sopClassUid, sopInstanceUid: key.sopInstanceUid, ...spec.file };
  return { bytes: part10File({ elements, ...file }), key, sopClassUid, transferSyntaxUid, pixelBytes };
}

/** `count` instances of one series, numbered from 1. */
export function makeCtSeries(count: number, spec: CtSpec = {}): MadeInstance[] {
  const shared = { studyUid: freshUid(), seriesUid: freshUid(), ...spec };
  return Array.from({ length: count }, (_, index) => makeCt({ ...shared, instanceNumber: String(index + 1) }));
}

/** The data set without file meta, in ascending order, for tests that lay it out themselves. */
export function ctElements(spec: CtSpec & InstanceKey, pixelBytes: Uint8Array): ElementSpec[] {
  const replaced = new Set([...(spec.extra ?? []).map(tagOf), ...(spec.without ?? [])]);
  const kept = standardElements(spec, pixelBytes).filter((each) => !replaced.has(tagOf(each)));
  return [...kept, ...(spec.extra ?? [])].sort((one, other) => (tagOf(one) < tagOf(other) ? -1 : 1));
}

function keyOf(spec: CtSpec): InstanceKey {
  return {
    studyUid: (spec.studyUid ?? freshUid()) as Uid,
    seriesUid: (spec.seriesUid ?? freshUid()) as Uid,
    sopInstanceUid: (spec.sopInstanceUid ?? freshUid()) as Uid,
  };
}

const tagOf = (spec: ElementSpec): string => (spec.kind === 'raw' ? 'FFFFFFFF' : spec.tag);

function standardElements(spec: CtSpec & InstanceKey, pixelBytes: Uint8Array): ElementSpec[] {
  const pixelData = spec.pixelData === undefined ? element('7FE00010', 'OW', pixelBytes) : spec.pixelData;
  return [
    ...identityElements(spec).map(([tag, vr, value]) => element(tag, vr, value)),
    ...imageElements(spec),
    ...(pixelData === null ? [] : [pixelData]),
  ];
}

function identityElements(spec: CtSpec & InstanceKey): [string, string, ElementValue][] {
  return [
    ...(spec.charset === null ? [] : [['00080005', 'CS', spec.charset ?? 'ISO_IR 192'] as [string, string, string]]),
    ['00080008', 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
    ['00080016', 'UI', spec.sopClassUid ?? ctImageStorage],
    ['00080018', 'UI', spec.sopInstanceUid],
    ['00080020', 'DA', spec.studyDate ?? '20260102'],
    ['00080030', 'TM', spec.studyTime ?? '101112'],
    ['00080050', 'SH', spec.accessionNumber ?? 'ACC1'],
    ['00080060', 'CS', spec.modality ?? 'CT'],
    ['00080090', 'PN', spec.referringPhysicianName ?? 'Synthetic^Referrer'],
    ['00081030', 'LO', spec.studyDescription ?? 'Synthetic study'],
    ['0008103E', 'LO', spec.seriesDescription ?? 'Synthetic series'],
    ['00100010', 'PN', spec.patientName ?? 'Synthetic^Ada'],
    ['00100020', 'LO', spec.patientId ?? 'SYN-1'],
    ['00100030', 'DA', spec.patientBirthDate ?? '19700101'],
    ['00100040', 'CS', 'O'],
    ['0020000D', 'UI', spec.studyUid],
    ['0020000E', 'UI', spec.seriesUid],
    ['00200010', 'SH', 'S1'],
    ['00200011', 'IS', spec.seriesNumber ?? '1'],
    ['00200013', 'IS', spec.instanceNumber ?? '1'],
  ];
}

function imageElements(spec: CtSpec): ValueElement[] {
  return [
    element('00280002', 'US', [1]),
    element('00280004', 'CS', 'MONOCHROME2'),
    ...(spec.frames === undefined ? [] : [element('00280008', 'IS', String(spec.frames))]),
    element('00280010', 'US', [spec.rows ?? 16]),
    element('00280011', 'US', [spec.columns ?? 16]),
    element('00280030', 'DS', '0.5\\0.5'),
    element('00280100', 'US', [16]),
    element('00280101', 'US', [12]),
    element('00280102', 'US', [11]),
    element('00280103', 'US', [0]),
    element('00281050', 'DS', '40'),
    element('00281051', 'DS', '400'),
    element('00281052', 'DS', '-1024'),
    element('00281053', 'DS', '1'),
  ];
}

/** A 12-bit pattern in which no two frames are alike. */
function pixelPattern({ rows = 16, columns = 16, frames = 1 }: CtSpec, bigEndian: boolean): Buffer {
  const words = new Uint16Array(rows * columns * frames);
  for (let index = 0; index < words.length; index++) words[index] = (index * 7 + (index >> 8) * 13) & 0xfff;
  const bytes = Buffer.from(words.buffer);
  return bigEndian ? bytes.swap16() : bytes;
}
