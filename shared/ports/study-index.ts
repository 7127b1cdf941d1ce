import type { Authorized } from '../access/authorize.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import type { FrameTable } from '../dicom/frame-table.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { Uid } from '../dicom/uid.ts';
import type { SearchQuery } from './search-query.ts';

/** What the index takes in: the header, and what the archive keeps for it. */
export interface IndexedInstance {
  readonly header: InstanceHeader;
  readonly byteLength: number;
  /** SHA-256 of the bytes as archived, 64 lower-case hex digits. */
  readonly sha256: string;
}

/** `conflict`: the SOP Instance UID is already in the index under other UIDs or with other bytes. */
export type InsertOutcome = 'inserted' | 'already-there' | 'conflict';

/** Enough to serve an instance or a frame with one archive read. */
export interface InstanceLocation {
  readonly key: InstanceKey;
  readonly sopClassUid: Uid;
  readonly transferSyntaxUid: Uid;
  readonly byteLength: number;
  readonly sha256: string;
  /** A long encapsulated table stays in the sidecar; `undefined` where the instance has no frames. */
  readonly frames: FrameTable | 'in-sidecar' | undefined;
}

/** One row of an answer: the attributes of its level and above, without RetrieveURL (that needs the base URL). */
export interface SearchMatch {
  readonly studyUid: Uid;
  readonly seriesUid?: Uid;
  readonly sopInstanceUid?: Uid;
  readonly attributes: DicomJson;
  /** The instance that speaks for the match, where the query wanted to know. */
  readonly source?: InstanceKey;
}

export interface SearchPage {
  readonly matches: readonly SearchMatch[];
  /** All that match, whatever limit and offset: exact. */
  readonly total: number;
}

/** Where in the archive is what, and what can be searched: a pure function of the set of archived instances. */
export interface StudyIndex {
  /** The commit point of a store: one transaction, durable when it resolves; outcomes in the order given. */
  insertInstances(
    permit: Authorized<'study.write' | 'dlp.review' | 'archive.maintain'>,
    instances: readonly IndexedInstance[],
  ): Promise<readonly InsertOutcome[]>;
  search(permit: Authorized<'study.search'>, query: SearchQuery): Promise<SearchPage>;
  findInstance(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'dlp.review' | 'archive.maintain'>,
    key: InstanceKey,
  ): Promise<InstanceLocation | undefined>;
  /** By SeriesNumber, then InstanceNumber, then UID; empty where there is no such study or series. */
  listInstances(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>,
    studyUid: Uid,
    seriesUid?: Uid,
  ): Promise<readonly InstanceLocation[]>;
  /** Empties every table; the rebuild of the index from the archive starts with it. */
  clear(permit: Authorized<'archive.maintain'>): Promise<void>;
  /** SHA-256 over all rows in a fixed order: equal digests mean equal indexes. */
  digest(permit: Authorized<'archive.maintain'>): Promise<string>;
  close(): Promise<void>;
}
