import { makeCt } from '../../test/makers/make-ct.ts';

/** What is known of a study of the searches: all of it follows from its number, so that answers can be foretold. */
export interface SmallStudy {
  readonly studyUid: string;
  readonly patientId: string;
  readonly accessionNumber: string;
  readonly studyDate: string;
  readonly patientName: string;
  readonly modality: string;
}

const families = [
  'ASHFORD',
  'BELLINI',
  'CASTLETON',
  'DURAND',
  'EASTMAN',
  'FROST',
  'GRANGER',
  'HOLLIS',
  'IVERSON',
  'JANSSON',
];
const givenNames = ['ADA', 'BO', 'CLEO', 'DAN', 'EVE', 'FAY', 'GUS'];
const modalities = ['CT', 'MR', 'US', 'CR'];
/** The end of each one's SOP class: an image of another modality than its class would be flagged. */
const storageOf: Readonly<Record<string, string>> = { CT: '2', MR: '4', US: '6.1', CR: '1' };
const days = 3_000;
const dayMs = 24 * 60 * 60 * 1_000;

/** Two studies a patient, spread over some eight years. */
export function smallStudy(number: number): SmallStudy {
  const patient = number >> 1;
  const date = new Date(Date.UTC(2016, 0, 1) + ((number * 7_919) % days) * dayMs);
  return {
    studyUid: `2.25.7100${number}`,
    patientId: `BENCH${patient}`,
    accessionNumber: `ACC${number}`,
    studyDate: date.toISOString().slice(0, 10).replaceAll('-', ''),
    patientName: `${families[patient % families.length]}^${givenNames[patient % givenNames.length]}`,
    modality: modalities[number % modalities.length] ?? 'CT',
  };
}

/** The study as its one small image. */
export function smallStudyFile(number: number): Uint8Array {
  const study = smallStudy(number);
  const sopClassUid = `1.2.840.10008.5.1.4.1.1.${storageOf[study.modality]}`;
  return makeCt({ ...study, sopClassUid, seriesUid: `2.25.7200${number}`, sopInstanceUid: `2.25.7300${number}` }).bytes;
}
