import type { ByteRange } from '../dicom/byte-range.ts';
import { isTextVr } from '../dicom/value-representations.ts';
import type { Finding } from './finding.ts';
import type { Observation } from './observation.ts';

/** Bytes of an instance that become blank, so that nothing else in it moves. */
export interface Redaction extends ByteRange {
  /** Of the value, with item numbers: its first tag is what the data set says was modified (PS3.3 C.12.1.1.9). */
  readonly path: string;
  /** A space in text, a zero in binary values. */
  readonly fill: number;
}

const space = 0x20;

export function redactionOf(finding: Finding, observation: Observation | undefined): readonly Redaction[] {
  if (finding.verdict !== 'redact' || finding.mode !== 'enforce' || observation?.blankable === undefined) return [];
  const { path, vr } = observation.place;
  return [{ ...observation.blankable, path, fill: vr === '' || isTextVr(vr) ? space : 0 }];
}
