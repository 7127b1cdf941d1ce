import type { DicomJson } from '../../../shared/dicom/dicom-json.ts';
import type { CarriedValue, InstanceContent } from '../../../shared/dicom/instance-content.ts';
import type { InstanceHeader } from '../../../shared/dicom/instance-header.ts';
import type { Uid } from '../../../shared/dicom/uid.ts';
import type { Check, CheckHit } from '../../../shared/guard/check.ts';
import type { Observation } from '../../../shared/guard/observation.ts';

export const storageClass = (suffix: string): Uid => `1.2.840.10008.5.1.4.1.1.${suffix}` as Uid;

/** A CT image of nobody; every part may be replaced. */
export function headerOf(dicomJson: DicomJson = {}, sopClass = '2'): InstanceHeader {
  return {
    key: { studyUid: '2.25.1' as Uid, seriesUid: '2.25.2' as Uid, sopInstanceUid: '2.25.3' as Uid },
    sopClassUid: storageClass(sopClass),
    transferSyntaxUid: '1.2.840.10008.1.2.1' as Uid,
    dicomJson,
    bulk: {},
    frames: { kind: 'native', offset: 1024, frameBits: 4096, numberOfFrames: 1 },
  };
}

export const text = (vr: string, ...values: readonly string[]) => ({ vr, Value: values });

/** 128 bytes that begin so, the rest zeros. */
export const preambleOf = (start: string | Uint8Array, filler = 0): Buffer => {
  const preamble = Buffer.alloc(128, filler);
  preamble.set(typeof start === 'string' ? Buffer.from(start, 'latin1') : start);
  return preamble;
};

export function carriedValue(bytes: Buffer, more: Partial<CarriedValue> = {}): CarriedValue {
  const own = { path: '00091010', tag: 0x00091010, vr: 'OB', keyword: '', offset: 500, length: bytes.length };
  return { ...own, bytes, isCut: false, isByteForByte: false, ...more };
}

interface Case {
  readonly header?: InstanceHeader;
  readonly content?: Partial<InstanceContent>;
  readonly observations?: readonly Observation[];
}

export function hitsOf(check: Check, { header = headerOf(), content = {}, observations = [] }: Case): CheckHit[] {
  const empty = {
    ...{ preamble: Buffer.alloc(128), isDeflated: false },
    ...{ fileMeta: [], values: [], segments: [], icons: [], cut: [] },
  };
  const patient = { names: [], patientIds: [], visitIds: [], birthDate: undefined, isIdentityRemoved: false };
  const encoding = { explicit: true, bigEndian: false };
  const originalAttributes = { insertAt: 0, isThere: false, encoding };
  const evidence = { header, content: { ...empty, originalAttributes, ...content }, partHeaders: [] };
  return [...check.inspect(evidence, patient, observations)];
}
