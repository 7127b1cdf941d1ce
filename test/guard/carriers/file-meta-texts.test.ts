import { describe, expect, it } from 'vitest';
import { fileMetaTexts } from '../../../shared/guard/carriers/file-meta-texts.ts';
import { carriedBytes, carriedText } from './carried.ts';

const keys = (path: string, vr: string, keyword: string) => ({ path, tag: Number.parseInt(path, 16), vr, keyword });

describe('texts of the file meta information', () => {
  it('are titles and version names', () => {
    const value = carriedText('DOE_JANE', keys('00020016', 'AE', 'SourceApplicationEntityTitle'));

    const texts = [...fileMetaTexts([value])];

    expect(texts.map(({ place, text }) => [place.carrier, place.path, text])).toEqual([
      ['file-meta', '00020016', 'DOE_JANE'],
    ]);
  });

  it('are told apart from UIDs', () => {
    const texts = [...fileMetaTexts([carriedText('1.2.840.10008.1.2.1', keys('00020010', 'UI', 'TransferSyntaxUID'))])];

    expect(texts.map(({ place }) => place.carrier)).toEqual(['uid']);
  });

  it('are found in private information', () => {
    const value = carriedBytes('\0\u0001Jane Doe\0', keys('00020102', 'OB', 'PrivateInformation'));

    const texts = [
      ...fileMetaTexts([value, carriedBytes('\0\u0001', keys('00020001', 'OB', 'FileMetaInformationVersion'))]),
    ];

    expect(texts.map(({ place, text }) => [place.carrier, place.path, text])).toEqual([
      ['file-meta', '00020102', 'Jane Doe'],
    ]);
  });
});
