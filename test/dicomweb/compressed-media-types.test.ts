import { expect, it } from 'vitest';
import { compressedEssence, olderEssence } from '../../shared/dicomweb/compressed-media-types.ts';

it.each([
  ['1.2.840.10008.1.2.4.70', 'image/jpeg'],
  ['1.2.840.10008.1.2.5', 'image/dicom-rle'],
  ['1.2.840.10008.1.2.4.80', 'image/jls'],
  ['1.2.840.10008.1.2.4.90', 'image/jp2'],
  ['1.2.840.10008.1.2.4.201', 'image/jphc'],
  ['1.2.840.10008.1.2.4.110', 'image/jxl'],
  ['1.2.840.10008.1.2.4.102', 'video/mp4'],
  ['1.2.840.10008.1.2.1', undefined],
  ['1.2.840.10008.1.2.8.1', undefined],
])('of %s is %s', (uid, essence) => {
  expect(compressedEssence(uid)).toBe(essence);
});

it.each([
  ['image/dicom-rle', 'image/x-dicom-rle'],
  ['image/jls', 'image/x-jls'],
  ['image/jphc', 'image/jhc'],
  ['image/jpeg', undefined],
])('%s was once called %s', (essence, older) => {
  expect(olderEssence(essence)).toBe(older);
});
