/** A run of a file that is to be written: bytes that are at hand, or bytes that are read when their turn has come. */
export type Piece = Uint8Array | DeferredBytes;

export interface DeferredBytes {
  readonly byteLength: number;
  /** Its chunks belong to whoever takes them. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** What a BulkDataURI stands for: a value as it lies in a file, or frames that are to be encapsulated (PS3.5 A.4). */
export type BulkSource =
  | { readonly kind: 'value'; readonly value: Piece }
  | { readonly kind: 'frames'; readonly frames: readonly Piece[] };

export type BulkByUri = ReadonlyMap<string, BulkSource>;
