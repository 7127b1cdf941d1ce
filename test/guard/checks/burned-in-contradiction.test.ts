import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../../shared/dicom/dicom-json.ts';
import { burnedInContradiction } from '../../../shared/guard/checks/burned-in-contradiction.ts';
import { headerOf, hitsOf, text } from './evidence.ts';

const signsOf = (dicomJson: DicomJson, sopClass?: string) =>
  hitsOf(burnedInContradiction, { header: headerOf(dicomJson, sopClass) }).map(({ detail }) => detail);

const no = { '00280301': text('CS', 'NO ') };
const screenSave = { '00080008': text('CS', 'DERIVED', 'SECONDARY', 'SCREEN SAVE') };

describe('burned-in-contradiction', () => {
  it.each(['DV', 'DI', 'DF', 'SD', 'SI'])('does not believe NO of a secondary capture by conversion %s', (type) => {
    expect(signsOf({ ...no, '00080064': text('CS', type) }, '7')).toEqual(['captured from a screen, film or paper']);
  });

  it.each([
    ['an image type of screens', screenSave],
    ['an image type of dose reports', { '00080008': text('CS', 'DERIVED', 'SECONDARY', 'DOSE_INFO') }],
    ['a series of screens', { '0008103E': text('LO', 'Screen Save') }],
    ['a series of dose reports', { '0008103E': text('LO', 'CT dose report') }],
    ['a series of protocols', { '0008103E': text('LO', 'Patient Protocol') }],
  ])('does not believe NO beside %s', (_, sign) => {
    expect(signsOf({ ...no, ...sign })).toHaveLength(1);
  });

  it('does not believe NO of a slide label', () => {
    const label = { ...no, '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'LABEL', 'NONE') };

    expect(signsOf(label, '77.1.6')).toEqual(['picture of a slide label']);
    expect(signsOf(label, '2')).toEqual([]);
  });

  it.each<[string, DicomJson, string]>([
    ['a plain image', { '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL') }, '2'],
    ['a secondary capture made by a workstation', { '00080064': text('CS', 'WSD') }, '7'],
    ['a reformatted image', { '00080008': text('CS', 'DERIVED', 'SECONDARY', 'MPR') }, '2'],
    ['a screening', { '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'SCREENING') }, '1.2'],
    ['a low dose scan', { '0008103E': text('LO', 'Thorax low dose') }, '2'],
    ['a dose grid', { '00080008': text('CS', 'DERIVED', 'PRIMARY', 'DOSE') }, '481.2'],
    ['a volume of a slide', { '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'VOLUME') }, '77.1.6'],
    ['ultrasound', { '00080060': text('CS', 'US') }, '6.1'],
  ])('believes NO of %s', (_, dicomJson, sopClass) => {
    expect(signsOf({ ...no, ...dicomJson }, sopClass)).toEqual([]);
  });

  it.each([['YES'], [''], ['UNKNOWN']])('contradicts NO only, not %j', (declared) => {
    expect(signsOf({ ...screenSave, '00280301': text('CS', declared) })).toEqual([]);
    expect(signsOf(screenSave)).toEqual([]);
  });
});
