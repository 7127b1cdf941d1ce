const mebibyte = 1024 * 1024;

/** What one instance may ask of the reader, whoever sent it. A file past a limit is refused, never cut. */
export const readerLimits = {
  maxDepth: 32,
  maxElements: 200_000,
  maxItems: 100_000,
  /** Whole-slide images hold a fragment for each tile, far more than any sequence holds items. */
  maxFragments: 500_000,
  /** `\` a million times over is a megabyte of text but a million values. */
  maxValues: 4_000_000,
  maxHeaderBytes: 64 * mebibyte,
  /** Past this no binary value stands in the metadata, however small: a request for them handles them all at once. */
  inlineBinaryHeaderBytes: 4 * mebibyte,
  maxTextBytes: 16 * mebibyte,
  /** Of one value that no BulkDataURI may stand for; explicit VR could not even write one of 64 KiB. */
  maxInlineValueBytes: mebibyte,
  maxFileMetaBytes: mebibyte,
  maxInflatedBytes: 1024 * mebibyte,
  maxInflationRatio: 100,
  /** Below this a deflated file may expand at any ratio: a black image of a few hundred bytes is no bomb. */
  alwaysInflatedBytes: 16 * mebibyte,
  /** Time spent computing, not waiting for the network. */
  maxParseMilliseconds: 10_000,
} as const;

/** What of an instance is kept for the guard to look at. Past a limit it sees the beginning, and is told so. */
export const captureLimits = {
  /** Of all values that the header only points to; those within the header have its own limit. */
  maxCapturedBytes: 32 * mebibyte,
  /** Of one value that is no encapsulated document. */
  maxCapturedValueBytes: 4 * mebibyte,
  maxSegmentBytes: 64 * 1024,
  maxAllSegmentBytes: 2 * mebibyte,
  maxSegments: 20_000,
  /** Markers and boxes looked at in the heads of all frames: a slide of 500,000 tiles has eight each. */
  maxMarkers: 4_000_000,
} as const;

export type CaptureLimits = { readonly [Limit in keyof typeof captureLimits]: number };

export type ReaderLimits = { readonly [Limit in keyof typeof readerLimits]: number };
