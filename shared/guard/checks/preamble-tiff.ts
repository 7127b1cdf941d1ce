import type { Check } from '../check.ts';

const tiffHeads = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'];

/** PS3.10 7.1 names TIFF as what the preamble is for, so it is no attack by itself; what a TIFF reader shows is not guarded. */
export const preambleTiff: Check = {
  id: 'preamble-tiff',
  about: 'The preamble makes the file a TIFF (or BigTIFF) as well, which PS3.10 7.1 allows.',
  *inspect({ content }) {
    if (isTiff(content.preamble)) yield { carrier: 'preamble', path: 'preamble', detail: 'TIFF' };
  },
};

export const isTiff = (preamble: Buffer): boolean => tiffHeads.includes(preamble.toString('latin1', 0, 4));
