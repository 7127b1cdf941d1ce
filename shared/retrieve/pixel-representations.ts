import type { Representation } from '../dicomweb/accept.ts';
import { compressedEssence } from '../dicomweb/compressed-media-types.ts';

export const octetStream = 'application/octet-stream';

/**
 * PS3.18 Table 8.7.3-5: compressed bytes have a media type of their own; octet-stream with their transfer syntax is what
 * OHIF asks for.
 */
export function pixelRepresentations(
  transferSyntaxUid: string,
  forms: readonly Representation['form'][],
): readonly Representation[] {
  const compressed = compressedEssence(transferSyntaxUid);
  const essences = compressed === undefined ? [octetStream] : [compressed, octetStream];
  const transferSyntaxUids = [transferSyntaxUid];
  return forms.flatMap((form) => essences.map((essence) => ({ essence, form, transferSyntaxUids })));
}
