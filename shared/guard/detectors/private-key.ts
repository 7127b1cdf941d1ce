import { patternDetector } from './pattern-detector.ts';

/** Base64, line ends, `Proc-Type: 4,ENCRYPTED`: all but the two hyphens that begin the last line. */
const body = String.raw`(?:[\t\n\r -,.-~]|-(?!-)){0,16384}`;

/** RFC 7468, RFC 4716 and PuTTY's own; to the end of the key, so that all of it can be blanked. */
export const privateKey = patternDetector({
  id: 'private-key',
  group: 'credential',
  about: 'Private keys in PEM, OpenPGP, SSH2 or PuTTY form, encrypted or not; certificates and public keys are none.',
  pattern: new RegExp(
    `-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{4,5}${body}(?:-{4,5} ?END [A-Z0-9 ]{1,48}-{4,5})?|PuTTY-User-Key-File-\\d: [\\w-]{3,40}`,
    'g',
  ),
  scores: { alone: 0.99, withContext: 0.99 },
  isExcluded: ({ source }) => source.place.carrier === 'uid',
});
