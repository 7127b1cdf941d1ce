import { validate as isDni } from 'stdnum/lib/cjs/es/dni.js';
import { validate as isNie } from 'stdnum/lib/cjs/es/nie.js';
import { nationalNumberDetector, startsWithDate } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

/** One letter in 23 is right; a date and a sex (`19800101 M`) have the same form. */
export const esDniNie = nationalNumberDetector({
  id: 'es-dni-nie',
  group: 'identity-number',
  pack: 'es',
  about: 'Spanish identity numbers: DNI (eight digits and the right letter) and NIE (X, Y or Z before seven).',
  form: String.raw`(?:[XYZ][- ]?\d{7}|\d{8}|\d{2}\.\d{3}\.\d{3})[- ]?[A-Za-z]`,
  digits: [7, 8],
  head: [0, 2, 8],
  isValid: (characters) => (/^\d/.test(characters) ? isDni : isNie)(characters).isValid,
  context:
    /(?<![a-z])(?:d\.?n\.?i|n\.?i\.?[ef])(?![a-z])|documento|identidad|c[ée]dula|extranjer[oí]a?|identificaci[oó]n/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  if (/[a-z ]/.test(written) || startsWithDate(written)) return { alone: 0.4, withContext: 0.9 };
  if (/^[XYZ]/.test(written)) return { alone: 0.75, withContext: 0.95 };
  return { alone: written.includes('.') ? 0.75 : 0.6, withContext: 0.95 };
}
