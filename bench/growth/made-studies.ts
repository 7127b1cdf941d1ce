import { createHash } from 'node:crypto';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { IndexedInstance } from '../../shared/ports/study-index.ts';

/** What is known of a made study; all of it follows from its number, so that searches can be foretold. */
export interface MadeStudy {
  readonly studyUid: Uid;
  readonly patientId: string;
  readonly accessionNumber: string;
  readonly studyDate: string;
  readonly patientName: string;
  readonly modality: string;
}

const syllables = 'BA CE DI FO GU HA JE KI LO MU NA PE RI SO TU VA WE YI ZO CHE'.split(' ');
const modalities = ['CT', 'MR', 'US', 'CR', 'DX', 'MG', 'NM', 'PT'];
const descriptions = ['THORAX WITH CONTRAST', 'BRAIN', 'ABDOMEN AND PELVIS', 'KNEE LEFT', 'SPINE LUMBAR', 'CARDIAC'];
const bodyParts = ['CHEST', 'HEAD', 'ABDOMEN', 'KNEE', 'LSPINE', 'HEART'];
const days = 3_000;
const dayMs = 24 * 60 * 60 * 1_000;

/** Two studies a patient, eight thousand family names and eight thousand given names, spread over eight years. */
export function madeStudy(number: number): MadeStudy {
  const patient = number >> 1;
  const date = new Date(Date.UTC(2016, 0, 1) + ((number * 7_919) % days) * dayMs);
  return {
    studyUid: `2.25.8100${number}` as Uid,
    patientId: `MADE${patient}`,
    accessionNumber: `ACC${number}`,
    studyDate: date.toISOString().slice(0, 10).replaceAll('-', ''),
    patientName: `${word(patient * 2_654_435_761)}^${word(patient * 40_503 + 7)}`,
    modality: modalities[number % modalities.length] ?? 'CT',
  };
}

function word(seed: number): string {
  const picks = [seed % 20, Math.floor(seed / 20) % 20, Math.floor(seed / 400) % 20];
  return picks.map((pick) => syllables[pick]).join('');
}

/** Its one instance, as a store would hand it to the index. */
export function madeInstance(number: number): IndexedInstance {
  const study = madeStudy(number);
  const seriesUid = `2.25.8200${number}` as Uid;
  const sopInstanceUid = `2.25.8300${number}` as Uid;
  const sopClassUid = '1.2.840.10008.5.1.4.1.1.2' as Uid;
  return {
    header: {
      key: { studyUid: study.studyUid, seriesUid, sopInstanceUid },
      sopClassUid,
      transferSyntaxUid: '1.2.840.10008.1.2.1' as Uid,
      dicomJson: dicomJsonOf(study, number, { seriesUid, sopInstanceUid, sopClassUid }),
      bulk: {},
      frames: { kind: 'native', offset: 2_000, frameBits: 262_144 * 16, numberOfFrames: 1 },
    },
    byteLength: 526_000,
    sha256: createHash('sha256').update(sopInstanceUid).digest('hex'),
  };
}

interface Uids {
  readonly seriesUid: Uid;
  readonly sopInstanceUid: Uid;
  readonly sopClassUid: Uid;
}

function dicomJsonOf(study: MadeStudy, number: number, { seriesUid, sopInstanceUid, sopClassUid }: Uids): DicomJson {
  const one = (vr: string, value: string | number) => ({ vr, Value: [value] });
  const name = (text: string) => ({ vr: 'PN', Value: [{ Alphabetic: text }] });
  return {
    '00080016': one('UI', sopClassUid),
    '00080018': one('UI', sopInstanceUid),
    '00080020': one('DA', study.studyDate),
    '00080030': one('TM', `${String(7 + (number % 12)).padStart(2, '0')}${String(number % 60).padStart(2, '0')}00`),
    '00080050': one('SH', study.accessionNumber),
    '00080060': one('CS', study.modality),
    '00080090': name(`REFERRER^${syllables[number % 20]}`),
    '00081030': one('LO', descriptions[number % descriptions.length] ?? ''),
    '0008103E': one('LO', `SERIES ${number % 9}`),
    '00100010': name(study.patientName),
    '00100020': one('LO', study.patientId),
    '00100030': one('DA', `${1930 + (number % 80)}0${1 + (number % 9)}15`),
    '00100040': one('CS', number % 2 === 0 ? 'F' : 'M'),
    '00180015': one('CS', bodyParts[number % bodyParts.length] ?? ''),
    '0020000D': one('UI', study.studyUid),
    '0020000E': one('UI', seriesUid),
    '00200010': one('SH', `S${number}`),
    '00200011': one('IS', 1 + (number % 4)),
    '00200013': one('IS', 1),
    '00280010': one('US', 512),
    '00280011': one('US', 512),
    '00280100': one('US', 16),
  };
}
