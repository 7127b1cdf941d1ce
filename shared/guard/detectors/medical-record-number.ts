import { isPlausibleBirthDate } from '../birth-dates.ts';
import type { Detector } from '../detector.ts';
import { labelledValues } from '../labelled-values.ts';

/** Numbers of records have no form of their own; `MR` alone is a modality and announces none. */
export const medicalRecordNumber: Detector = {
  id: 'medical-record-number',
  group: 'record',
  about:
    'Five to fifteen letters and digits, four of them digits, after words for a medical record, chart, case or patient number.',
  find: (haystack) => labelledValues(haystack, { pattern, isValid: isRecordNumber, score: 0.85 }),
};

const number = '(?:no|nr|num(?:ber)?|nummer|#|id)';

const label = [
  '\\bmrn',
  `\\bmr ?(?:#|n(?:o|r)\\b|number\\b)`,
  `\\bmed(?:ical|\\.)? ?rec(?:ord|\\.)?s?`,
  `\\b(?:chart|hosp(?:ital|\\.)?|unit) ?${number}`,
  `\\bpatient(?:'s)?[ _-]?(?:${number}|ident(?:ifier)?)`,
  `\\bpat\\.?[ _-]?${number}`,
  '\\bpatienten[ -]?(?:nr|nummer|id|kennung)',
  '\\bfall[ -]?(?:nr|nummer)',
  '\\b(?:nip|ipp|nhc)',
  'n[°º] ?(?:de )?dossier',
  'historia cl[ií]nica',
  'cartella clinica',
].join('|');

const filler = '[\\s:#=.°º()\\[\\]"\'–-]{0,6}(?:(?:is|was|number|no|nr|id)\\b[\\s:#=.°º–-]{0,4})?';

const pattern = new RegExp(
  `(?:${label})(?![a-z])${filler}([a-z0-9](?:[-/]?[a-z0-9]){4,14})(?![a-z0-9]|[./-][a-z0-9])`,
  'gi',
);

function isRecordNumber(value: string): boolean {
  const digits = value.replace(/[^0-9]/g, '');
  return value.length <= 15 && digits.length >= 4 && new Set(digits).size > 1 && !isDate(value);
}

const isDate = (value: string): boolean => /^[0-9]+([-/])[0-9]+\1[0-9]+$/.test(value) && isPlausibleBirthDate(value);
