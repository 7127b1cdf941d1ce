const mebibyte = 1024 * 1024;

/** What the metadata of a store may ask of us, whoever sent them; how much there may be of them is a setting. */
export const metadataLimits = {
  /** Of one instance, in JSON or XML; text and inline binary values together. */
  maxInstanceMetadataBytes: 16 * mebibyte,
  /** Of JSON or XML: sequences 32 deep have four steps of JSON and two of XML each. */
  maxMarkupDepth: 160,
  /** Attributes, items and values of one instance, as commas of JSON or elements of XML. */
  maxMetadataValues: 1_000_000,
} as const;
