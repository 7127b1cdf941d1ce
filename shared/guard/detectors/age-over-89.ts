import { patternDetector } from './pattern-detector.ts';

/** Of 90 to 125 years; a year number or a longer one is none. */
const old = '(?:9[0-9]|1[01][0-9]|12[0-5])';

/** 45 CFR 164.514(b)(2)(i)(C): ages over 89 identify, for so few people reach them. */
export const ageOver89 = patternDetector({
  id: 'age-over-89',
  group: 'date',
  about:
    'An age of 90 to 125 years, as a phrase (`92-year-old`), after a label (`age 91`) or as DICOM writes it (`094Y`).',
  pattern: new RegExp(
    [
      `(?<![0-9.,/]|[=<>≥] ?)${old}[\\s-]{0,2}(?:years?|yrs?|y)[\\s.-]{0,2}(?:old|of[\\s-]age|o\\b|\\/o\\b)`,
      `(?<![0-9.,/]|[=<>≥] ?)${old}[\\s-]{0,2}(?:jahre?[\\s-]alt|jährige?[rns]?\\b|ans d'âge|años de edad|anni d'età|jaar oud|anos de idade|års)`,
      `(?<![\\w.])0?${old}Y(?![\\w.])`,
      `(?<![a-zà-ÿ])(?:age|aged|alter|âge|age du patient|edad|età|idade|leeftijd|ålder|wiek)(?: of| is| at [a-z]{2,10})?[\\s:=]{1,3}0?${old}` +
        '(?![0-9]|[.,][0-9]|\\+|[ -]?(?:c?m|mm|kg|lbs?|%|d|days?|w|weeks?|wks?|mo|months?|h|hours?|ms|min|sec)\\b)',
    ].join('|'),
    'gi',
  ),
  scores: { alone: 0.7, withContext: 0.7 },
  isExcluded: ({ source: { place } }) => place.carrier === 'uid' || place.vr === 'DS' || place.vr === 'IS',
});
