import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { pixelDescriptionOf } from '../../shared/pixels/pixel-description.ts';

const us = (value: number) => ({ vr: 'US', Value: [value] });
const module: DicomJson = {
  '00280002': us(1),
  '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
  '00280008': { vr: 'IS', Value: [3] },
  '00280010': us(4),
  '00280011': us(5),
  '00280100': us(16),
  '00280101': us(12),
  '00280102': us(11),
  '00280103': us(1),
};

describe('the Image Pixel Module (PS3.3 C.7.6.3)', () => {
  it('is read from DICOM JSON', () => {
    expect(pixelDescriptionOf(module)).toEqual({
      rows: 4,
      columns: 5,
      samplesPerPixel: 1,
      bitsAllocated: 16,
      bitsStored: 12,
      highBit: 11,
      isSigned: true,
      planarConfiguration: 0,
      photometricInterpretation: 'MONOCHROME2',
      frameCount: 3,
    });
  });

  it.each(['00280004', '00280010', '00280011', '00280100'])('is refused without %s', (tag) => {
    const { [tag]: _, ...rest } = module;

    expect(() => pixelDescriptionOf(rest)).toThrow(expect.objectContaining({ code: 'pixels-not-decodable' }));
  });

  it.each([
    ['no rows', { '00280010': us(0) }],
    ['five samples', { '00280002': us(5) }],
    ['three bits', { '00280100': us(3) }],
    ['more bits stored than allocated', { '00280101': us(17) }],
    ['a high bit below the stored ones', { '00280102': us(10) }],
    ['a high bit outside of the cell', { '00280102': us(16) }],
    ['no frames', { '00280008': { vr: 'IS', Value: [0] } }],
    ['a number of frames that is none', { '00280008': { vr: 'IS', Value: ['many'] } }],
    ['floating point numbers', { '00280100': us(32), '00280101': { vr: 'US' } }],
  ])('is refused when it lies: %s', (_, lie) => {
    expect(() => pixelDescriptionOf({ ...module, ...lie })).toThrow(
      expect.objectContaining({ code: 'pixels-not-decodable' }),
    );
  });
});
