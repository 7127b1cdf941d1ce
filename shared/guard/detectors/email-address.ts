import type { Segment } from '../haystack.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { severalShapes } from './several-shapes.ts';

const local = "(?<![A-Za-z0-9À-ɏ._%+-])[A-Za-z0-9À-ɏ_][A-Za-z0-9À-ɏ._%+'-]{0,63}";
const domain = String.raw`(?:[A-Za-z0-9À-ɏ-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9]|-[A-Za-z0-9])`;

/** `icon@2x.png` is a picture for a fine screen. */
const fileNames =
  /\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|dcm|txt|pdf|xml|json|m?js|ts|css|html?|exe|dll|zip|gz|log|cfg|ini)$/i;

/** RFC 5321 4.5.3.1 bounds both halves; a domain has a dot and ends in letters, which `CT@120kV` does not. */
export const emailAddress = severalShapes({
  id: 'email-address',
  group: 'contact',
  about: 'E-mail addresses with a domain that has a dot and ends in letters; names of files with an at sign are none.',
  shapes: [
    {
      anchors: [{ needle: '@', before: { characters: /[A-Za-z0-9À-ɏ._%+'-]/, first: /[A-Za-z0-9À-ɏ_]/, most: 64 } }],
      pattern: new RegExp(`${local}@${domain}`, 'g'),
      isValid: (match) => !isFileName(match) && !/\.@|@-|(?<=@.{0,255})(?:\.-|-\.|\.\.)/.test(match),
      context: /e-?mail|contact|(?<![a-z])(?:write|address)(?![a-z])/i,
      scores: (_match, segment) => ({ alone: isMachineText(segment) ? 0.4 : 0.9, withContext: 0.95 }),
      isExcluded: (segment, match) => isUid(segment) || isNoise(segment, match),
    },
  ],
});

/** `jane@post.example.dcm` is a file that is named after an address. */
const isFileName = (match: string): boolean =>
  fileNames.test(match) && !/@(?:[^.@]{1,63}\.){1,8}[A-Za-z]{2,24}\.(?:dcm|pdf|xml|txt|zip|jpe?g|png)$/i.test(match);

const label = '(?:[a-z0-9-]{2,63}|[A-Z](?:[a-z0-9-]{1,62}|[A-Z0-9-]{1,62}))';
const wellWritten = new RegExp(`^[^@]{3,64}@(?:${label}\\.){1,8}(?:[a-z]{2,24}|[A-Z]{2,24})$`);

const short = /^[a-z][a-z0-9]@(?:[a-z0-9-]{4,63}\.){1,4}[a-z]{2,24}$/i;

/** Among bytes that only happen to be printable, `H@W.nT` happens as well. */
const isNoise = ({ source }: Segment, match: string): boolean =>
  source.place.carrier === 'printable-bytes' && !wellWritten.test(match) && !short.test(match);
