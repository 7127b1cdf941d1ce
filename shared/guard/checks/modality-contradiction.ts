import { findText } from '../../dicom/json-numbers.ts';
import type { Check } from '../check.ts';

const root = '1.2.840.10008.5.1.4.1.1';

type Row = readonly [modalities: readonly string[], sopClasses: readonly string[]];

/**
 * Storage SOP classes (PS3.4 B.5, without their common root) whose instances say one modality, by their IODs in PS3.3, and
 * the retired terms that PS3.3 C.7.3.1.1.1 has each incorporate. Projection X-ray is one family: that section expects
 * RF in an XA object, and plates and detectors are written as each other.
 */
const rows: readonly Row[] = [
  [
    ['CR', 'DX', 'RG', 'PX', 'IO', 'MG', 'BMD'],
    ['1', '1.1', '1.1.1'],
  ],
  [['MG'], ['1.2', '1.2.1', '13.1.3', '13.1.4', '13.1.5']],
  [
    ['IO', 'PX', 'DX'],
    ['1.3', '1.3.1'],
  ],
  [['CT'], ['2', '2.1', '2.2']],
  [
    ['US', 'IVUS', 'BDUS', 'EC', 'CD', 'DD'],
    ['3', '3.1', '6', '6.1', '6.2'],
  ],
  [
    ['MR', 'MA', 'MS'],
    ['4', '4.1', '4.2', '4.3', '4.4'],
  ],
  [
    ['NM', 'ST'],
    ['5', '20'],
  ],
  [['PT'], ['128', '128.1', '130']],
  [
    ['XA', 'RF', 'DS', 'CF', 'DF', 'VF'],
    ['12.1', '12.1.1', '12.2', '12.2.1', '12.3', '13.1.1'],
  ],
  [['ECG'], ['9.1.1', '9.1.2', '9.1.3']],
  [['PR'], ['11.1', '11.2', '11.3', '11.4', '11.5', '11.6', '11.7', '11.8', '11.9', '11.10', '11.11', '11.12']],
  [['IVOCT'], ['14.1', '14.2']],
  [['REG'], ['66.1', '66.3']],
  [['FID'], ['66.2']],
  [['SEG'], ['66.4', '66.5', '66.7']],
  [['RWV'], ['67']],
  [['ES'], ['77.1.1', '77.1.1.1']],
  [['SM'], ['77.1.3', '77.1.6']],
  [['OP'], ['77.1.5.1', '77.1.5.2', '77.1.5.5', '77.1.5.6']],
  [['OPT'], ['77.1.5.4']],
  [['OPTENF'], ['77.1.5.7']],
  [['OPTBSV'], ['77.1.5.8']],
  [['SR'], ['88.11', '88.22', '88.33', '88.34', '88.35', '88.40', '88.50', '88.65', '88.67', '88.68']],
  [['SR'], ['88.69', '88.70', '88.71', '88.72', '88.73', '88.74', '88.75', '88.76']],
  [['KO'], ['88.59']],
  [['ANN'], ['91.1']],
  [['RTIMAGE'], ['481.1']],
  [['RTDOSE'], ['481.2']],
  [['RTSTRUCT'], ['481.3']],
  [['RTRECORD'], ['481.4', '481.6', '481.7', '481.9']],
  [['RTPLAN'], ['481.5', '481.8']],
];

const modalitiesOfSopClass: ReadonlyMap<string, readonly string[]> = new Map(
  rows.flatMap(([modalities, sopClasses]) => sopClasses.map((suffix) => [`${root}.${suffix}`, modalities] as const)),
);

/** Whoever routes, shows or guards by the one and the other, treats the instance as two things. */
export const modalityContradiction: Check = {
  id: 'modality-contradiction',
  about: 'Modality (0008,0060) is none that the SOP class allows, for instance MR in a CT Image.',
  *inspect({ header }) {
    const allowed = modalitiesOfSopClass.get(header.sopClassUid);
    const modality = findText(header.dicomJson, '00080060')?.trim().toUpperCase() ?? '';
    if (allowed === undefined || modality === '' || allowed.includes(modality)) return;
    yield { carrier: 'text', path: '00080060', detail: `the SOP class is for ${allowed[0]}` };
  },
};
