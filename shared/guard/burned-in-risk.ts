import type { DicomJson } from '../dicom/dicom-json.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { findInteger } from '../dicom/json-numbers.ts';

/** How likely it is that pixels show identifiers, from the header alone (docs/guard.md). */
export type BurnedInRisk = 'declared' | 'high' | 'unknown' | 'low';

/**
 * PS3.3 C.7.6.1: Burned In Annotation (0028,0301) is optional, so its absence is not NO; and a NO that the rest of the header
 * speaks against is not believed.
 */
export function burnedInRiskOf(header: InstanceHeader): BurnedInRisk {
  const declared = burnedInAnnotationOf(header);
  if (declared === 'YES') return 'declared';
  if (!showsSomething(header)) return 'low';
  if (strongBurnedInSign(header) !== undefined) return 'high';
  if (declared === 'NO') return 'low';
  return hasWeakSign(header) ? 'high' : 'unknown';
}

/** `YES`, `NO`, whatever else was written, or an empty text. */
export const burnedInAnnotationOf = ({ dicomJson }: InstanceHeader): string => wordsOf(dicomJson, '00280301')[0] ?? '';

/** Why the picture must be one of a screen, a sheet or a label, in plain words; undefined where nothing is sure. */
export function strongBurnedInSign({ sopClassUid, dicomJson }: InstanceHeader): string | undefined {
  if (isSecondaryCapture(sopClassUid) && wordsOf(dicomJson, '00080064').some(isConversionOfPaper)) {
    return 'captured from a screen, film or paper';
  }
  const imageType = wordsOf(dicomJson, '00080008');
  if (isWholeSlide(sopClassUid) && imageType[2] === 'LABEL') return 'picture of a slide label';
  if (sopClassUid !== rtDose && imageType.some((value) => screenWord.test(value)))
    return 'image type of a screen or dose report';
  return reportWords.test(wordsOf(dicomJson, '0008103E').join(' ')) ? 'series of screens or dose reports' : undefined;
}

const root = '1.2.840.10008.5.1.4.1.1';
const rtDose = `${root}.481.2`;

const isSecondaryCapture = (uid: string): boolean => uid === `${root}.7` || uid.startsWith(`${root}.7.`);
const isWholeSlide = (uid: string): boolean => uid === `${root}.77.1.6`;
const isEncapsulatedDocument = (uid: string): boolean => uid === `${root}.104.1` || uid === `${root}.104.2`;

/** PS3.3 C.8.6.1: video, digital interface, film, scanned document, scanned image; drawn and computed pictures are not among them. */
const isConversionOfPaper = (type: string): boolean => ['DV', 'DI', 'DF', 'SD', 'SI'].includes(type);

/** As whole words, so that SCREENING, a purpose of mammography, is none. */
const screenWord = /(?:^|[ _-])(?:SCREEN|SCREENSAVE|SCREENSHOT|SCREENCAP|SAVE|DOSE)(?:$|[ _-])/;

const reportWords =
  /SCREEN[ _-]?(?:SAVE|SHOT|CAP|GRAB)|SAVED?[ _-]SCREEN|DOSE[ _-]?(?:REPORT|INFO|SHEET|SUMMARY|RECORD)|PATIENT PROTOCOL/;

/** Documents are pictures of pages, though they have no pixel data. */
function showsSomething({ frames, dicomJson, sopClassUid }: InstanceHeader): boolean {
  if (frames !== undefined || isEncapsulatedDocument(sopClassUid)) return true;
  return ['7FE00008', '7FE00009', '7FE00010', '00287FE0'].some((tag) => tag in dicomJson);
}

/** What makes identifiers in the picture usual rather than sure. */
function hasWeakSign({ sopClassUid, dicomJson }: InstanceHeader): boolean {
  return (
    isUsuallyAnnotated(sopClassUid) ||
    isAnnotatedModality(dicomJson) ||
    isOfAnotherPicture(dicomJson) ||
    weakWords.test(wordsOf(dicomJson, '0008103E').join(' '))
  );
}

/** Secondary capture, ultrasound, video of visible light, documents: their makers draw a banner by default. */
const annotatedClasses: ReadonlySet<string> = new Set(
  ['3', '3.1', '6', '6.1', '6.2', '77.1.1.1', '77.1.2.1', '77.1.4.1'].map((suffix) => `${root}.${suffix}`),
);

const isUsuallyAnnotated = (uid: string): boolean =>
  isSecondaryCapture(uid) || isEncapsulatedDocument(uid) || annotatedClasses.has(uid);

const annotatedModalities = ['US', 'IVUS', 'SC', 'OT', 'DOC', 'XC', 'ES'];

/** Of angiography and the eye only what moves: stills of both come without a banner. */
function isAnnotatedModality(dicomJson: DicomJson): boolean {
  const modality = wordsOf(dicomJson, '00080060')[0] ?? '';
  const isCine = (findInteger(dicomJson, '00280008') ?? 1) > 1;
  return annotatedModalities.includes(modality) || (isCine && (modality === 'XA' || modality === 'OP'));
}

/** Conversion Type, the Secondary Capture Device attributes and Sequence of Ultrasound Regions are in no original picture of a scanner. */
const tagsOfCopies = ['00080064', '00181010', '00181012', '00181016', '00181018', '00181019', '00186011'];

function isOfAnotherPicture(dicomJson: DicomJson): boolean {
  const imageType = wordsOf(dicomJson, '00080008');
  const isSecondary = imageType.includes('SECONDARY') || imageType.includes('OVERVIEW');
  return isSecondary || tagsOfCopies.some((tag) => (dicomJson[tag]?.Value ?? []).length > 0);
}

const weakWords = /\b(?:DOSE|REPORT|CAPTURE|SUMMARY|WORKSHEET|SCREENS?|AVA|VITREA)\b/;

/** The values of a text attribute as they are meant, whatever case and padding they were written with. */
const wordsOf = (dicomJson: DicomJson, tag: string): readonly string[] =>
  (dicomJson[tag]?.Value ?? []).map((value) => (typeof value === 'string' ? value.trim().toUpperCase() : ''));
