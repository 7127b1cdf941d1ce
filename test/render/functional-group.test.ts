import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { greyPlanOf } from '../../shared/render/grey-plan.ts';
import { pixelAspectOf } from '../../shared/render/pixel-aspect.ts';

const sequence = (...items: DicomJson[]) => ({ vr: 'SQ', Value: items });
const decimal = (...values: number[]) => ({ vr: 'DS', Value: values });
const rescale = (slope: number, intercept: number): DicomJson => ({
  '00289145': sequence({ '00281052': decimal(intercept), '00281053': decimal(slope) }),
});
const window = (center: number, width: number): DicomJson => ({
  '00289132': sequence({ '00281050': decimal(center), '00281051': decimal(width) }),
});
const planOf = (dicomJson: DicomJson, frameNumber: number) =>
  greyPlanOf({ dicomJson, frameNumber, isSigned: false, bitsStored: 12, read: async () => undefined });

const enhanced: DicomJson = {
  '52009229': sequence({ ...rescale(2, -100), ...window(50, 100) }),
  '52009230': sequence({}, { ...rescale(3, -7), ...window(60, 200) }),
};

describe('an enhanced multi-frame image (PS3.3 C.7.6.16)', () => {
  it('says for all frames what no frame says for itself', async () => {
    expect(await planOf(enhanced, 1)).toMatchObject({
      modality: { slope: 2, intercept: -100 },
      voi: { window: { center: 50, width: 100, function: 'linear' } },
    });
  });

  it('says for one frame what holds for it alone', async () => {
    expect(await planOf(enhanced, 2)).toMatchObject({
      modality: { slope: 3, intercept: -7 },
      voi: { window: { center: 60, width: 200 } },
    });
  });

  it('has the spacing of its pixels in Pixel Measures', () => {
    const measures = { '00289110': sequence({ '00280030': decimal(2, 1) }) };

    expect(pixelAspectOf({ '52009229': sequence(measures) }, 1)).toBe(2);
  });
});

describe('the plan for a greyscale image', () => {
  it('shows 8 bits as they are and stretches more', async () => {
    const eight = { dicomJson: {}, frameNumber: 1, isSigned: false, bitsStored: 8, read: async () => undefined };

    expect((await greyPlanOf(eight)).voi).toEqual({
      kind: 'window',
      window: { center: 127.5, width: 255, function: 'linear-exact' },
    });
    expect((await planOf({}, 1)).voi).toEqual({ kind: 'extent' });
  });

  it('does not follow a window that has no meaning', async () => {
    expect((await planOf({ '00281050': decimal(40), '00281051': decimal(0) }, 1)).voi).toEqual({ kind: 'extent' });
  });

  it('takes a VOI LUT Sequence where there is no window (C.11.2.1.1)', async () => {
    const item = {
      '00283002': { vr: 'US', Value: [2, 0, 8] },
      '00283006': { vr: 'US', Value: [0, 255] },
    };

    expect((await planWithReader({ '00283010': sequence(item) })).voi).toMatchObject({
      kind: 'table',
      table: { entries: Uint16Array.of(0, 255) },
    });
  });

  it.each([
    ['MONOCHROME1', undefined, 'inverse'],
    ['MONOCHROME1', 'INVERSE', 'inverse'],
    ['MONOCHROME2', 'IDENTITY', 'identity'],
    ['MONOCHROME2', 'INVERSE', 'inverse'],
  ])('of %s with shape %s is %s (C.11.6)', async (photometric, shape, kind) => {
    const code = (text: string) => ({ vr: 'CS', Value: [text] });
    const json = { '00280004': code(photometric), ...(shape === undefined ? {} : { '20500020': code(shape) }) };

    expect((await planOf(json, 1)).presentation.kind).toBe(kind);
  });

  it('reads padding that was written unsigned for signed pixels', async () => {
    const json = { '00280120': { vr: 'US', Value: [63_536] } };

    const plan = await greyPlanOf({
      dicomJson: json,
      frameNumber: 1,
      isSigned: true,
      bitsStored: 16,
      read: async () => undefined,
    });

    expect(plan.padding).toEqual({ from: -2000, to: -2000 });
  });
});

function planWithReader(dicomJson: DicomJson) {
  const read = async () => Buffer.of(0, 0, 255, 0);
  return greyPlanOf({ dicomJson, frameNumber: 1, isSigned: false, bitsStored: 12, read });
}

describe('pixel aspect (PS3.3 C.7.6.3.1.7)', () => {
  it.each([
    ['Pixel Aspect Ratio 3:2', { '00280034': { vr: 'IS', Value: [3, 2] } }, 1.5],
    ['Pixel Spacing', { '00280030': decimal(0.5, 1) }, 0.5],
    ['Imager Pixel Spacing', { '00181164': decimal(1, 0.5) }, 2],
    ['nothing', {}, 1],
    ['zero', { '00280030': decimal(0, 1) }, 1],
    ['a ratio that makes a picture of one line', { '00280034': { vr: 'IS', Value: [1, 1_000_000] } }, 1],
  ])('of %s', (_what, json, aspect) => {
    expect(pixelAspectOf(json, 1)).toBe(aspect);
  });
});
