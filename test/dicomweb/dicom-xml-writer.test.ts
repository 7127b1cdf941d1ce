import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { dicomXmlChunks } from '../../shared/dicomweb/dicom-xml-writer.ts';
import { attributeOf, readXml, valuesIn } from '../makers/read-native-xml.ts';

const xmlOf = (dicomJson: DicomJson, prefix?: string) => [...dicomXmlChunks(dicomJson, prefix)].join('');
const bodyOf = (dicomJson: DicomJson) => /preserve">(.*)<\/NativeDicomModel>/s.exec(xmlOf(dicomJson))?.[1];

describe('a data set in the Native DICOM Model (PS3.19 A.1)', () => {
  it('is in its namespace and keeps white space', () => {
    const document = readXml(xmlOf({}));

    expect(document.name).toBe('NativeDicomModel');
    expect(document.attributes).toEqual({
      xmlns: 'http://dicom.nema.org/PS3.19/models/NativeDICOM',
      'xml:space': 'preserve',
    });
  });

  it('has attributes in ascending order, with keyword and numbered values', () => {
    const dicomJson = {
      '60000010': { vr: 'US', Value: [3] },
      '00080008': { vr: 'CS', Value: ['ORIGINAL', null, 'AXIAL'] },
      '00201041': { vr: 'DS' },
    };

    expect(bodyOf(dicomJson)).toBe(
      '<DicomAttribute tag="00080008" vr="CS" keyword="ImageType"><Value number="1">ORIGINAL</Value><Value number="2"></Value><Value number="3">AXIAL</Value></DicomAttribute>' +
        '<DicomAttribute tag="00201041" vr="DS" keyword="SliceLocation"></DicomAttribute>' +
        '<DicomAttribute tag="60000010" vr="US" keyword="OverlayRows"><Value number="1">3</Value></DicomAttribute>',
    );
  });

  it('takes names apart by group and component', () => {
    const name = { Alphabetic: 'Yamada^Tarou^^Dr', Ideographic: '山田^太郎' };

    expect(bodyOf({ '00100010': { vr: 'PN', Value: [name, null] } })).toBe(
      '<DicomAttribute tag="00100010" vr="PN" keyword="PatientName"><PersonName number="1">' +
        '<Alphabetic><FamilyName>Yamada</FamilyName><GivenName>Tarou</GivenName><NamePrefix>Dr</NamePrefix></Alphabetic>' +
        '<Ideographic><FamilyName>山田</FamilyName><GivenName>太郎</GivenName></Ideographic>' +
        '</PersonName><PersonName number="2"></PersonName></DicomAttribute>',
    );
  });

  it('names private elements by their creator and not by their block, in each item anew', () => {
    const inner = { '00290010': { vr: 'LO', Value: ['B & C'] }, '00291001': { vr: 'LO', Value: ['y'] } };
    const dicomJson = {
      '00290011': { vr: 'LO', Value: ['ACME'] },
      '00291101': { vr: 'SQ', Value: [inner, {}] },
      '00291202': { vr: 'LO', Value: ['x'] },
    };

    const document = readXml(xmlOf(dicomJson));

    expect(attributeOf(document, '00290011')?.attributes).toEqual({ tag: '00290011', vr: 'LO' });
    const sequence = attributeOf(document, '00290001');
    expect(sequence?.attributes).toEqual({ tag: '00290001', vr: 'SQ', privateCreator: 'ACME' });
    expect(sequence?.children.map(({ name, attributes }) => [name, attributes.number])).toEqual([
      ['Item', '1'],
      ['Item', '2'],
    ]);
    expect(attributeOf(sequence?.children[0], '00290001')?.attributes.privateCreator).toBe('B & C');
    expect(attributeOf(document, '00291202')?.attributes).toEqual({ tag: '00291202', vr: 'LO' });
  });

  it('points to bulk data under the given URL, and keeps what is inline', () => {
    const dicomJson = {
      '00420011': { vr: 'OB', InlineBinary: 'AAEC' },
      '7FE00010': { vr: 'OW', BulkDataURI: '7FE00010' },
    };

    const document = readXml(xmlOf(dicomJson, 'https://example.test/a&b/bulkdata/'));

    expect(attributeOf(document, '7FE00010')?.children).toEqual([
      { name: 'BulkData', attributes: { uri: 'https://example.test/a&b/bulkdata/7FE00010' }, children: [], text: '' },
    ]);
    expect(attributeOf(document, '00420011')?.children).toEqual([
      { name: 'InlineBinary', attributes: {}, children: [], text: 'AAEC' },
    ]);
  });

  it('gives back any text that XML can hold, and a replacement for what it cannot', () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    fc.assert(
      fc.property(text, (value) => {
        const document = readXml(xmlOf({ '00104000': { vr: 'LT', Value: [value] } }));

        const wanted = value.toWellFormed().replace(/(?![\t\n\r\x7f-\x9f])[\p{Cc}\ufffe\uffff]/gu, '\ufffd');
        expect(valuesIn(attributeOf(document, '00104000'))).toEqual([wanted]);
      }),
      { numRuns: 500 },
    );
  });

  it('comes in pieces of bounded length', () => {
    const items = Array.from({ length: 20_000 }, () => ({ '00080100': { vr: 'SH', Value: ['x'.repeat(16)] } }));

    const lengths = [...dicomXmlChunks({ '00081140': { vr: 'SQ', Value: items } })].map((chunk) => chunk.length);

    expect(lengths.length).toBeGreaterThan(10);
    expect(Math.max(...lengths)).toBeLessThan(70_000);
  });
});
