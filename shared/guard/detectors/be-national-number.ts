import { validate as isBisNumber } from 'stdnum/lib/cjs/be/bis.js';
import { validate as isNationalNumber } from 'stdnum/lib/cjs/be/nn.js';
import { day, isGrouped, nationalNumberDetector, startsWithDate } from './national-number.ts';
import type { PatternScores } from './pattern-detector.ts';

/** The month of a bis number, for people who are not in the register, is raised by 20 or 40. */
const monthOrRaised = '(?:[024][1-9]|[135][0-2])';

/** For births since 2000 a 2 is put before the number that 97 divides. */
const hasCheckDigits = (digits: string): boolean =>
  ['', '2'].some((century) => (Number(century + digits.slice(0, 9)) + Number(digits.slice(9))) % 97 === 0);

/** A date and two check digits: one of a thousand numbers passes. */
export const beNationalNumber = nationalNumberDetector({
  id: 'be-national-number',
  group: 'identity-number',
  pack: 'be',
  about:
    'Belgian national register and bis numbers: a birth date, a counter and the check of 97, as 00.00.00-000.00 or plain.',
  form: String.raw`\d{2}([. ]?)${monthOrRaised}\1${day}[ -]?\d{3}[. -]?\d{2}`,
  digits: [11],
  head: [2, 6, 9, 11],
  isValid: (digits) => hasCheckDigits(digits) && (isNationalNumber(digits).isValid || isBisNumber(digits).isValid),
  context:
    /(?<![a-z])(?:niss|insz|rrn|nrn|rr|nn)(?![a-z])|rijksregister|regist(?:re|er) nation|nation(?:aal|al) (?:n(?:ummer|umber|o)|reg)|num[ée]ro national|n° national/i,
  scores: scoresOf,
});

function scoresOf(written: string): PatternScores {
  if (isGrouped(written)) return { alone: 0.8, withContext: 0.95 };
  return { alone: startsWithDate(written) ? 0.4 : 0.6, withContext: 0.95 };
}
