import { describe, expect, it } from 'vitest';
import { findByKeyword, findVr, keywordOf } from '../../shared/dicom/dictionary.ts';

describe('the dictionary', () => {
  it.each([
    ['PatientName', 0x00100010, 'PN'],
    ['ModalitiesInStudy', 0x00080061, 'CS'],
    ['StudyInstanceUID', 0x0020000d, 'UI'],
  ])('knows %s by its keyword', (keyword, tag, vr) => {
    expect(findByKeyword(keyword)).toEqual({ keyword, tag, vr });
    expect(findVr(tag)).toBe(vr);
  });

  it.each(['', 'patientname', '__proto__', 'constructor', 'PrivateCreator'])('knows no keyword %j', (keyword) => {
    expect(findByKeyword(keyword)).toBeUndefined();
  });

  it.each([
    ['a repeating group', 0x60020010, 'US'],
    ['a group length', 0x00280000, 'UL'],
    ['a private creator', 0x00090010, 'LO'],
    ['a private element', 0x00091001, undefined],
    ['an unknown element', 0x00080fff, undefined],
  ])('answers for %s', (_, tag, vr) => {
    expect(findVr(tag)).toBe(vr);
  });

  it.each([
    ['a standard attribute', 0x00100010, 'PatientName'],
    ['file meta information', 0x00020016, 'SourceApplicationEntityTitle'],
    ['a retired attribute', 0x00101000, 'OtherPatientIDs'],
    ['a repeating group', 0x60020022, 'OverlayDescription'],
    ['a retired repeating group', 0x50040022, 'CurveDescription'],
    ['a private element', 0x00091001, ''],
    ['an unknown element', 0x00080fff, ''],
  ])('calls %s by its keyword', (_, tag, keyword) => {
    expect(keywordOf(tag)).toBe(keyword);
  });
});
