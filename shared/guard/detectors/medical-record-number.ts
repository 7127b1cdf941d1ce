import { isPlausibleBirthDate } from '../birth-dates.ts';
import type { Detector } from '../detector.ts';
import { labelledNumbers } from '../labelled-numbers.ts';
import { isMachineText, isUid } from './machine-text.ts';
import { recordLabel } from './record-labels.ts';

/** `482913`, `48-29-137`, `DK-966102`, `HLL.341393`, `048 291 377`. */
const value =
  '(?:[0-9]{2,3}(?: [0-9]{2,3}){2,3}|[a-z]{1,4}[._][0-9]{4,12}|[a-z0-9](?:[-/]?[a-z0-9]){4,14})(?![a-z0-9]|[-/][a-z0-9]|\\.[0-9])';

/** Numbers of records have no form of their own; `MR` alone is a modality and announces none. */
export const medicalRecordNumber: Detector = {
  id: 'medical-record-number',
  group: 'record',
  about:
    'Five to fifteen letters and digits, most of them digits, after words for a medical record, chart, case or patient number in one of nine languages.',
  find: labelledNumbers({
    label: recordLabel,
    value,
    isValid: isRecordNumber,
    score: 0.85,
    isExcluded: (segment) => isUid(segment) || isMachineText(segment),
  }),
};

function isRecordNumber(found: string): boolean {
  const digits = found.replace(/[^0-9]/g, '');
  return found.length <= 16 && digits.length >= 4 && new Set(digits).size > 1 && !isDate(found);
}

const isDate = (found: string): boolean => /^[0-9]+([-/ ])[0-9]+\1[0-9]+$/.test(found) && isPlausibleBirthDate(found);
