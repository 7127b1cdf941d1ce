import type { Representation } from '../dicomweb/accept.ts';
import { compressedEssence, olderEssence } from '../dicomweb/compressed-media-types.ts';
import { jpegBaselineUid } from '../pixels/transcoding-targets.ts';

export const octetStream = 'application/octet-stream';

/**
 * PS3.18 Table 8.7.3-5: compressed bytes have a media type of their own; octet-stream with their transfer syntax is what
 * OHIF asks for, and older names are what older clients know.
 */
export function pixelRepresentations(
  transferSyntaxUid: string,
  forms: readonly Representation['form'][],
): readonly Representation[] {
  const compressed = compressedEssence(transferSyntaxUid);
  const older = compressed === undefined ? undefined : olderEssence(compressed);
  const essences = [compressed, octetStream, older].filter((essence) => essence !== undefined);
  const transferSyntaxUids = [transferSyntaxUid];
  return forms.flatMap((form) => essences.map((essence) => ({ essence, form, transferSyntaxUids })));
}

/** The same of what is made on request; a lossy one only for who names it. */
export function transcodedRepresentations(
  targets: readonly string[],
  forms: readonly Representation['form'][],
): readonly Representation[] {
  return targets.flatMap((target) =>
    pixelRepresentations(target, forms).map((each) => ({
      ...each,
      isTranscoded: true,
      isOnlyWhenNamed: target === jpegBaselineUid,
    })),
  );
}
