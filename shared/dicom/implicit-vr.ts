import { findVr } from './dictionary.ts';

/**
 * The VR of an element that does not say its own (PS3.5 A.1): PS3.6 knows it, Pixel Representation chooses between US and
 * SS, and words rather than bytes are the default of implicit VR.
 */
export function implicitVr(tag: number, isSigned: () => boolean): string {
  const vr = findVr(tag);
  if (vr === 'ox' || vr === 'lt') return 'OW';
  if (vr === 'xs') return isSigned() ? 'SS' : 'US';
  return vr ?? 'UN';
}
