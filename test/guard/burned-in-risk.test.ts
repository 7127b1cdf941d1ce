import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { burnedInRiskOf } from '../../shared/guard/burned-in-risk.ts';
import { readBytes } from '../dicom/read-bytes.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';
import { headerOf, text } from './checks/evidence.ts';

const axial = { '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'), '00080060': text('CS', 'CT') };

const riskOf = (dicomJson: DicomJson, sopClass?: string) => burnedInRiskOf(headerOf(dicomJson, sopClass));

describe('the risk of burned-in identifiers', () => {
  it('is declared where the header says YES, whatever else it says', () => {
    expect(riskOf({ ...axial, '00280301': text('CS', 'YES') })).toBe('declared');
    expect(riskOf({ '00280301': text('CS', ' yes') }, '7')).toBe('declared');
    expect(burnedInRiskOf({ ...headerOf({ '00280301': text('CS', 'YES') }), frames: undefined })).toBe('declared');
  });

  it('is unknown of a plain image that says nothing: absent is not NO', () => {
    expect(riskOf(axial)).toBe('unknown');
    expect(riskOf({ ...axial, '00280301': { vr: 'CS' } })).toBe('unknown');
  });

  it('is low where a plain image says NO', () => {
    expect(riskOf({ ...axial, '00280301': text('CS', 'NO') })).toBe('low');
  });

  it.each<[string, DicomJson, string?]>([
    ['a secondary capture', {}, '7'],
    ['a multi-frame secondary capture', {}, '7.4'],
    ['ultrasound', {}, '6.1'],
    ['ultrasound clips', {}, '3.1'],
    ['a video of an endoscopy', {}, '77.1.1.1'],
    ['a photograph', { '00080060': text('CS', 'XC') }, '77.1.4'],
    ['another modality', { '00080060': text('CS', 'OT') }],
    ['a document', { '00080060': text('CS', 'DOC') }],
    ['an angiography run', { '00080060': text('CS', 'XA'), '00280008': { vr: 'IS', Value: [40] } }],
    ['a secondary image type', { '00080008': text('CS', 'DERIVED', 'SECONDARY', 'MPR') }],
    ['a secondary image type after an empty value', { '00080008': { vr: 'CS', Value: [null, 'SECONDARY'] } }],
    ['an overview of a slide', { '00080008': text('CS', 'ORIGINAL', 'PRIMARY', 'OVERVIEW') }, '77.1.6'],
    ['a conversion', { ...axial, '00080064': text('CS', 'WSD') }],
    ['a capturing device', { ...axial, '00181016': text('LO', 'Synthetic Grabber') }],
    ['ultrasound regions', { ...axial, '00186011': { vr: 'SQ', Value: [{}] } }],
    ['a series of worksheets', { ...axial, '0008103E': text('LO', 'OB worksheet') }],
    ['an encapsulated PDF', {}, '104.1'],
  ])('is high of %s that says nothing', (_, dicomJson, sopClass) => {
    expect(riskOf(dicomJson, sopClass)).toBe('high');
    expect(riskOf({ ...dicomJson, '00280301': text('CS', 'NO') }, sopClass)).toBe('low');
  });

  it('is high where NO stands beside a screen capture', () => {
    const screen = { '00280301': text('CS', 'NO'), '00080008': text('CS', 'DERIVED', 'SECONDARY', 'SCREEN SAVE') };

    expect(riskOf(screen)).toBe('high');
  });

  it('is unknown of a still angiogram', () => {
    expect(riskOf({ '00080060': text('CS', 'XA') }, '12.1')).toBe('unknown');
  });

  it('is low where there is no picture', () => {
    const report = { ...headerOf({ '00080060': text('CS', 'SR') }, '88.11'), frames: undefined };

    expect(burnedInRiskOf(report)).toBe('low');
  });

  it('is not low where pixels are there of which no frame could be told', () => {
    const pixels = { '7FE00010': { vr: 'OW', BulkDataURI: '7FE00010' } };

    expect(burnedInRiskOf({ ...headerOf({ ...axial, ...pixels }), frames: undefined })).toBe('unknown');
  });

  it('is told of an instance as it was read', async () => {
    const plain = makeCt();
    const capture = makeCt({
      extra: [element('00080064', 'CS', 'DV'), element('00280301', 'CS', 'NO')],
      sopClassUid: '1.2.840.10008.5.1.4.1.1.7',
    });

    expect(burnedInRiskOf(await readBytes(plain.bytes))).toBe('unknown');
    expect(burnedInRiskOf(await readBytes(capture.bytes))).toBe('high');
  });
});
