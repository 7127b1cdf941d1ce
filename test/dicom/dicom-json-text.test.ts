import { describe, expect, it } from 'vitest';
import { dicomJsonText } from '../../shared/dicom/dicom-json-text.ts';

describe('the text of DICOM JSON', () => {
  it('has attributes in ascending order, also those whose tag looks like a number', () => {
    const text = dicomJsonText({ '00080060': { vr: 'CS', Value: ['CT'] }, '60000010': { vr: 'US', Value: [1] } });

    expect(text).toBe('{"00080060":{"vr":"CS","Value":["CT"]},"60000010":{"vr":"US","Value":[1]}}');
  });

  it('orders items too', () => {
    const item = { '00081155': { vr: 'UI', Value: ['1.2'] }, '10010010': { vr: 'LO' } };

    const text = dicomJsonText({ '00081140': { vr: 'SQ', Value: [item, {}] } });

    expect(text).toBe(
      '{"00081140":{"vr":"SQ","Value":[{"00081155":{"vr":"UI","Value":["1.2"]},"10010010":{"vr":"LO"}},{}]}}',
    );
  });

  it('keeps an empty sequence without a value', () => {
    const text = dicomJsonText({ '00081140': { vr: 'SQ' }, '60000010': { vr: 'US' } });

    expect(text).toBe('{"00081140":{"vr":"SQ"},"60000010":{"vr":"US"}}');
  });
});
