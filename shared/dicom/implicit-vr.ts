import type { DataSet } from './data-element.ts';
import { findVr } from './dictionary.ts';
import { tags } from './tags.ts';

/**
 * The VR of an element that does not say its own (PS3.5 A.1): PS3.6 knows it, Pixel Representation chooses between US and
 * SS, and words rather than bytes are the default of implicit VR. `dataSets` are the open ones, innermost first.
 */
export function implicitVrIn(dataSets: readonly DataSet[], tag: number): string {
  const vr = findVr(tag);
  if (vr === 'ox' || vr === 'lt') return 'OW';
  if (vr === 'xs') return isSigned(dataSets) ? 'SS' : 'US';
  return vr ?? 'UN';
}

function isSigned(dataSets: readonly DataSet[]): boolean {
  for (const { elements } of dataSets) {
    const found = elements.find((each) => each.tag === tags.pixelRepresentation);
    if (found?.kind === 'value') return found.bytes?.some((byte) => byte !== 0) ?? false;
  }
  return false;
}
