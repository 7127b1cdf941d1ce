import type { Authorized } from '../access/authorize.ts';
import type { ByteRange } from '../dicom/byte-range.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import type { Admission } from '../guard/admission.ts';

/** `identical`: these very bytes were there already. `different`: other bytes hold the key, and keep it. */
export type KeepOutcome = 'kept' | 'identical' | 'different';

/**
 * An instance on its way in: invisible until kept, gone without trace when discarded or when the process dies.
 * The order is write…, seal, keep; a request keeps its drafts only after all of its parts have arrived whole.
 */
export interface InstanceDraft {
  /** Resolves when the next chunk is welcome; the chunk belongs to the draft, which may free its memory. */
  write(chunk: Uint8Array): Promise<void>;
  /** No more bytes come: starts their way to stable storage, on which the draft's memory and file handle are freed. Where it fails, `keep` does. */
  seal(): Promise<SealedBytes>;
  /** The bytes again, between `seal` and `keep`: for the quarantine, and for a copy that is redacted. */
  readSealed(): AsyncIterable<Uint8Array>;
  /** Whether the archive has these very bytes under this key: then whatever is said of them now, they are in. */
  isKept(key: InstanceKey): Promise<boolean>;
  /** Create-only, and only what the guard admitted; when it resolves with `kept` or `identical` the bytes are on stable storage. */
  keep(key: InstanceKey, sidecar: Uint8Array, admission: Admission): Promise<KeepOutcome>;
  /** Undoes a `keep` of this very draft that answered `kept`, because the index refused the instance. */
  takeBack(): Promise<void>;
  /** May be called at any time, also after `keep`; then it does nothing. */
  discard(): Promise<void>;
}

export interface SealedBytes {
  readonly byteLength: number;
  /** Of all bytes written to the draft, 64 lower-case hex digits; the draft is the one that hashes. */
  readonly sha256: string;
}

/**
 * Bulk data of a request that are no instance yet (PS3.18 10.5.1): written one after the other, then read in ranges. It never
 * becomes an instance itself, so nothing of it has to be durable; it is gone when discarded or when the process dies.
 */
export interface BulkSpool {
  /** Resolves when the next chunk is welcome; the chunk belongs to the spool. */
  write(chunk: Uint8Array): Promise<void>;
  /** No more bytes come; only then can they be read. */
  seal(): Promise<void>;
  /** Chunks belong to whoever takes them; the range lies within what was written. */
  read(range: ByteRange): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

export type SeriesKey = Pick<InstanceKey, 'studyUid' | 'seriesUid'>;

export interface StoredBytes {
  /** Of the whole object, whatever range was asked for. */
  readonly byteLength: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Where instances live, byte for byte as received (preamble zeroed); the truth that the index is derived from. */
export interface ImageArchive {
  openDraft(permit: Authorized<'study.write' | 'dlp.review'>): Promise<InstanceDraft>;
  openSpool(permit: Authorized<'study.write'>): Promise<BulkSpool>;
  /** Fails with `instance-not-found` for a key that was never kept. Bytes are read as they are consumed. */
  readInstance(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>,
    key: InstanceKey,
    range?: ByteRange,
  ): Promise<StoredBytes>;
  /** The sidecar is derived from the instance: a lost or torn one is `undefined`, and the caller derives it anew. */
  readSidecar(
    permit: Authorized<'study.read' | 'study.search' | 'study.thumbnail' | 'archive.maintain'>,
    key: InstanceKey,
  ): Promise<Uint8Array | undefined>;
  /** Puts a derived sidecar (back) in its place; replaces what is there. */
  replaceSidecar(
    permit: Authorized<'study.read' | 'study.thumbnail' | 'archive.maintain'>,
    key: InstanceKey,
    sidecar: Uint8Array,
  ): Promise<void>;
  /** What somebody derived from a whole series and left for the next; lost or torn it is `undefined`. */
  readPack(permit: Authorized<'study.read'>, series: SeriesKey): Promise<StoredBytes | undefined>;
  replacePack(permit: Authorized<'study.read'>, series: SeriesKey, pack: Uint8Array): Promise<void>;
  /** Every kept instance, in no particular order; drafts are not among them. */
  listInstances(permit: Authorized<'archive.maintain'>): AsyncIterable<InstanceKey>;
  /** The index has these instances (it committed): `reconcile` need not look at them. Losing this costs one look. */
  settle(
    permit: Authorized<'study.write' | 'dlp.review' | 'archive.maintain'>,
    keys: readonly InstanceKey[],
  ): Promise<void>;
  /** The kept instances that were never settled, and perhaps keys of none: what a crash can have left unindexed. */
  listUnsettled(permit: Authorized<'archive.maintain'>): AsyncIterable<InstanceKey>;
  /** With its sidecar; nothing happens where there is no such instance. */
  removeInstance(permit: Authorized<'archive.maintain'>, key: InstanceKey): Promise<void>;
  close(): Promise<void>;
}
