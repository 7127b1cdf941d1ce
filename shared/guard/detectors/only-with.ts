import type { Detector } from '../detector.ts';

/**
 * Most instances hold no at sign and no URL, and looking for one character is a hundred times faster than trying a
 * pattern at every place. The hint is not global and matches wherever the detector could find anything.
 */
export function onlyWith(hint: RegExp, detector: Detector): Detector {
  return {
    ...detector,
    find: (haystack, patient) => (hint.test(haystack.text) ? detector.find(haystack, patient) : []),
  };
}
