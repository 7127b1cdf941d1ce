/** What looks at an instance as a whole, or at the inspection itself, under the names that rules call it by. */
export const checkIds = [
  'preamble-executable',
  'preamble-tiff',
  'preamble-other',
  'embedded-executable',
  'document-contradiction',
  'burned-in-contradiction',
  'modality-contradiction',
  'icon-image',
  'several-identifiers',
  'not-all-inspected',
  'guard-failed',
  'document-unreadable',
  'document-active-content',
] as const;
export type CheckId = (typeof checkIds)[number];
