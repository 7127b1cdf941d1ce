import type { ByteRange } from './byte-range.ts';
import type { DicomJson } from './dicom-json.ts';
import type { FrameTable } from './frame-table.ts';
import type { InstanceKey } from './instance-key.ts';
import type { Uid } from './uid.ts';

/** Where a value that metadata only points to lies. `fragments` is there for encapsulated pixel data: one run each. */
export interface BulkValue extends ByteRange {
  readonly vr: string;
  readonly fragments?: readonly ByteRange[];
}

/**
 * All that one pass over an instance tells: what the index, the sidecar and the guard work from.
 *
 * `dicomJson` is the data set without group 0002; a bulk value's `BulkDataURI` is the bare path that keys `bulk`
 * (`7FE00010`, or `54000100.0.54001010` inside a sequence item), and retrieve turns it into an absolute URL.
 */
export interface InstanceHeader {
  readonly key: InstanceKey;
  readonly sopClassUid: Uid;
  readonly transferSyntaxUid: Uid;
  readonly dicomJson: DicomJson;
  readonly bulk: Readonly<Record<string, BulkValue>>;
  readonly frames: FrameTable | undefined;
}
