import type { DicomJson, DicomJsonValue } from '../dicom/dicom-json.ts';
import { isCalendarDate } from './birth-dates.ts';

/** What the data set itself says of its patient and is to be found nowhere else; all of it is identifying. */
export interface PatientFacts {
  /** PN as `Family^Given^Middle^Prefix^Suffix`, one a component group and attribute (name, other names, birth name). */
  readonly names: readonly string[];
  /** Patient ID, other patient IDs. */
  readonly patientIds: readonly string[];
  /** Accession number, study ID, admission ID: they name the visit. */
  readonly visitIds: readonly string[];
  /** `YYYYMMDD`; undefined where there is none, or a placeholder such as 19000101. */
  readonly birthDate: string | undefined;
  /** Birth dates that the patient had before somebody corrected or removed them (PS3.3 C.12.1.1.9). */
  readonly otherBirthDates?: readonly string[];
  /** PS3.3 C.7.1.1: the sender declares that the identity was removed. */
  readonly isIdentityRemoved: boolean;
}

/** An identifier that a coercion replaced is as telling as the one that replaced it, so former values count too. */
export function patientFactsOf(dicomJson: DicomJson): PatientFacts {
  const claims = [dicomJson, ...formerClaims(dicomJson)];
  const [birthDate, ...otherBirthDates] = unique(claims.flatMap(birthDatesOf));
  return {
    names: unique(claims.flatMap(namesOf)),
    patientIds: unique(claims.flatMap(patientIdsOf)),
    visitIds: unique(claims.flatMap((claim) => textsOf(claim, visitTags))),
    birthDate,
    otherBirthDates,
    isIdentityRemoved: textsOf(dicomJson, ['00120062']).some((text) => text.toUpperCase() === 'YES'),
  };
}

/** Patient Name, Other Patient Names, Patient's Birth Name; the mother's birth name is another person's. */
const nameTags = ['00100010', '00101001', '00101005'];
/** Patient ID, Other Patient IDs. */
const patientIdTags = ['00100020', '00101000'];
/** Accession Number, Study ID, Admission ID, Service Episode ID. */
const visitTags = ['00080050', '00200010', '00380010', '00380060'];

/** Original Attributes → Modified Attributes, and Referenced Patient. */
function formerClaims(dicomJson: DicomJson): DicomJson[] {
  const modified = itemsOf(dicomJson, '04000561').flatMap((item) => itemsOf(item, '04000550'));
  return [...modified, ...itemsOf(dicomJson, '00081120')];
}

function namesOf(claim: DicomJson): string[] {
  return nameTags.flatMap((tag) => valuesOf(claim, tag).flatMap(groupsOf));
}

function groupsOf(value: DicomJsonValue): string[] {
  if (typeof value === 'string') return value.split('=');
  if (typeof value !== 'object' || value === null) return [];
  return [value.Alphabetic, value.Ideographic, value.Phonetic].filter((group) => typeof group === 'string');
}

function patientIdsOf(claim: DicomJson): string[] {
  const others = itemsOf(claim, '00101002').flatMap((item) => textsOf(item, ['00100020']));
  return [...textsOf(claim, patientIdTags), ...others];
}

/** Days that machines write where they know none: calendars' first days, and the epochs of Unix and spreadsheets. */
const placeholderDates = new Set(['19000101', '18991230', '18991231', '18581117', '19010101', '19700101']);

/** ACR-NEMA wrote `1967.03.05` (PS3.5 6.2, note on DA). */
function birthDatesOf(claim: DicomJson): string[] {
  return textsOf(claim, ['00100030'])
    .map((text) => text.replaceAll('.', ''))
    .filter((text) => isCalendarDate(text) && !placeholderDates.has(text));
}

function textsOf(claim: DicomJson, tags: readonly string[]): string[] {
  return tags
    .flatMap((tag) => valuesOf(claim, tag))
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => String(value).trim())
    .filter((text) => text !== '');
}

function itemsOf(dicomJson: DicomJson, tag: string): DicomJson[] {
  const isSequence = dicomJson[tag]?.vr === 'SQ';
  return isSequence ? valuesOf(dicomJson, tag).filter((value): value is DicomJson => isObject(value)) : [];
}

const valuesOf = (dicomJson: DicomJson, tag: string): readonly DicomJsonValue[] => dicomJson[tag]?.Value ?? [];

const isObject = (value: DicomJsonValue): boolean => typeof value === 'object' && value !== null;

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
