import type { DicomJson, PersonName } from '../dicom/dicom-json.ts';
import type { Annotation } from './rendering-parameters.ts';

/** What is written into a picture, because somebody asked for it (PS3.18 8.3.5.1.1): one block of lines a corner. */
export interface AnnotationLines {
  readonly patient: readonly string[];
  readonly technique: readonly string[];
}

export interface AnnotatedFrame {
  readonly dicomJson: DicomJson;
  readonly frameNumber: number;
  readonly frameCount: number;
}

export function annotationLinesOf(annotations: readonly Annotation[], frame: AnnotatedFrame): AnnotationLines {
  return {
    patient: annotations.includes('patient') ? patientLines(frame.dicomJson) : [],
    technique: annotations.includes('technique') ? techniqueLines(frame) : [],
  };
}

const patientLines = (dicomJson: DicomJson): readonly string[] =>
  [
    nameOf(dicomJson),
    labelled('ID', textOf(dicomJson, '00100020')),
    [labelled('born', dateOf(dicomJson, '00100030')), textOf(dicomJson, '00100040')].filter(Boolean).join('  '),
  ].filter((line) => line !== '');

const techniqueLines = ({ dicomJson, frameNumber, frameCount }: AnnotatedFrame): readonly string[] =>
  [
    [textOf(dicomJson, '00080060'), dateOf(dicomJson, '00080020'), timeOf(dicomJson)].filter(Boolean).join('  '),
    textOf(dicomJson, '0008103E'),
    [labelled('series', textOf(dicomJson, '00200011')), labelled('image', textOf(dicomJson, '00200013'))]
      .filter(Boolean)
      .join('  '),
    frameCount > 1 ? `frame ${frameNumber} of ${frameCount}` : '',
    labelled('slice', textOf(dicomJson, '00201041')),
  ].filter((line) => line !== '');

const maxLineCharacters = 80;

function textOf(dicomJson: DicomJson, tag: string): string {
  const value = dicomJson[tag]?.Value?.[0];
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, maxLineCharacters) : '';
}

/** PS3.5 6.2.1.1: components are separated by carets; the alphabetic group is the one that every reader knows. */
function nameOf(dicomJson: DicomJson): string {
  const name = dicomJson['00100010']?.Value?.[0] as PersonName | null | undefined;
  const [family = '', ...rest] = (name?.Alphabetic ?? name?.Ideographic ?? '').split('^');
  const given = rest.filter((each) => each !== '').join(' ');
  return [family, given]
    .filter((each) => each !== '')
    .join(', ')
    .slice(0, maxLineCharacters);
}

function dateOf(dicomJson: DicomJson, tag: string): string {
  const text = textOf(dicomJson, tag);
  return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
}

function timeOf(dicomJson: DicomJson): string {
  const text = textOf(dicomJson, '00080030');
  return /^\d{4}/.test(text) ? `${text.slice(0, 2)}:${text.slice(2, 4)}` : text;
}

const labelled = (label: string, text: string): string => (text === '' ? '' : `${label} ${text}`);
