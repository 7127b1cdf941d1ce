import { randomUUID } from 'node:crypto';
import type { DicomJson, DicomJsonValue } from '../shared/dicom/dicom-json.ts';
import { writePart10 } from '../shared/dicom/write-part10.ts';
import { phantomPixels, rescaleIntercept } from './phantom-pixels.ts';

const size = 256;
const sliceCount = 11;
const pixelSpacingMm = 0.9375;
const sliceThicknessMm = 12;

export interface PhantomSeries {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly slices: readonly { readonly sopInstanceUid: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** A CT of nobody: valid per PS3.3 A.3, with slices that a viewer can stack. */
export function phantomSeries(now = new Date()): PhantomSeries {
  const [studyUid, seriesUid, frameOfReferenceUid] = [freshUid(), freshUid(), freshUid()];
  const common = { ...studyAttributes(studyUid, now), ...seriesAttributes(seriesUid, frameOfReferenceUid) };
  const slices = Array.from({ length: sliceCount }, (_, position) => {
    const sopInstanceUid = freshUid();
    const dicomJson = sorted({ ...common, ...sliceAttributes(sopInstanceUid, position) });
    const pixels = phantomPixels(size, (2 * position) / (sliceCount - 1) - 1);
    const bulk = { '7FE00010': new Uint8Array(pixels.buffer) };
    return { sopInstanceUid, bytes: new Uint8Array(writePart10({ dicomJson, bulk })) };
  });
  return { studyUid, seriesUid, slices };
}

/** PS3.5 B.2: a UID from a UUID needs no registered root. */
const freshUid = (): string => `2.25.${BigInt(`0x${randomUUID().replaceAll('-', '')}`)}`;

function studyAttributes(studyUid: string, now: Date): DicomJson {
  const date = now.toISOString().slice(0, 10).replaceAll('-', '');
  const time = now.toISOString().slice(11, 19).replaceAll(':', '');
  return {
    '00080005': attribute('CS', 'ISO_IR 192'),
    '00080020': attribute('DA', date),
    '00080030': attribute('TM', time),
    '00080050': attribute('SH', 'PHANTOM1'),
    '00080090': { vr: 'PN' },
    '00081030': attribute('LO', 'CT of a phantom'),
    '00100010': attribute('PN', { Alphabetic: 'Phantom^Shepp Logan' }),
    '00100020': attribute('LO', 'PHANTOM'),
    '00100030': { vr: 'DA' },
    '00100040': { vr: 'CS' },
    '0020000D': attribute('UI', studyUid),
    '00200010': attribute('SH', '1'),
  };
}

function seriesAttributes(seriesUid: string, frameOfReferenceUid: string): DicomJson {
  return {
    '00080060': attribute('CS', 'CT'),
    '00080070': attribute('LO', 'Portcullis'),
    '0008103E': attribute('LO', 'Head of ellipses'),
    '00180050': attribute('DS', sliceThicknessMm),
    '00180060': { vr: 'DS' },
    '00185100': attribute('CS', 'HFS'),
    '0020000E': attribute('UI', seriesUid),
    '00200011': attribute('IS', 1),
    '00200052': attribute('UI', frameOfReferenceUid),
    '00201040': { vr: 'LO' },
  };
}

function sliceAttributes(sopInstanceUid: string, position: number): DicomJson {
  return {
    '00080008': attribute('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
    '00080016': attribute('UI', '1.2.840.10008.5.1.4.1.1.2'),
    '00080018': attribute('UI', sopInstanceUid),
    '00200012': { vr: 'IS' },
    '00200013': attribute('IS', position + 1),
    '00200032': attribute('DS', -120, -120, position * sliceThicknessMm),
    '00200037': attribute('DS', 1, 0, 0, 0, 1, 0),
    ...pixelAttributes,
  };
}

const pixelAttributes: DicomJson = {
  '00280002': attribute('US', 1),
  '00280004': attribute('CS', 'MONOCHROME2'),
  '00280010': attribute('US', size),
  '00280011': attribute('US', size),
  '00280030': attribute('DS', pixelSpacingMm, pixelSpacingMm),
  '00280100': attribute('US', 16),
  '00280101': attribute('US', 12),
  '00280102': attribute('US', 11),
  '00280103': attribute('US', 0),
  '00280301': attribute('CS', 'NO'),
  '00281050': attribute('DS', 40),
  '00281051': attribute('DS', 160),
  '00281052': attribute('DS', rescaleIntercept),
  '00281053': attribute('DS', 1),
  '00281054': attribute('LO', 'HU'),
  '7FE00010': { vr: 'OW', BulkDataURI: '7FE00010' },
};

function attribute(vr: string, ...values: readonly DicomJsonValue[]): DicomJson[string] {
  return { vr, Value: values };
}

function sorted(dicomJson: DicomJson): DicomJson {
  return Object.fromEntries(Object.entries(dicomJson).sort(([one], [other]) => (one < other ? -1 : 1)));
}
