import { describe, expect, it } from 'vitest';
import { declaredMediaType, findDocumentKind } from '../../../shared/guard/carriers/document-kind.ts';
import { carriedBytes, carriedDocument, carriedText, mediaTypeValue } from './carried.ts';

describe('the kind of a document', () => {
  it.each([
    ['%PDF-1.7', 'pdf'],
    ['\n\n%PDF-1.7', 'pdf'],
    ['PK\u0003\u0004', 'zip'],
    ['<?xml version="1.0"?><note/>', 'xml'],
    ['<ClinicalDocument xmlns="urn:hl7-org:v3">', 'cda'],
    ['\u00ef\u00bb\u00bf<?xml version="1.0"?>\n<hl7:ClinicalDocument>', 'cda'],
    ['solid cube', 'other'],
  ])('is what its first bytes say: %j', (bytes, kind) => {
    expect(findDocumentKind(carriedDocument(bytes), '')).toBe(kind);
  });

  it('is known in UTF-16 too', () => {
    expect(findDocumentKind(carriedDocument(Buffer.from('\ufeff<?xml ?><a/>', 'utf16le')), '')).toBe('xml');
  });

  it.each([
    ['model/stl', 'stl'],
    ['application/sla', 'stl'],
    ['model/obj', 'obj'],
    ['model/mtl', 'obj'],
    ['text/xml', 'xml'],
    ['application/pdf', 'pdf'],
    ['application/octet-stream', 'other'],
  ])('is what the sender declares where its bytes say nothing: %s', (mediaType, kind) => {
    expect(findDocumentKind(carriedDocument('solid cube'), mediaType)).toBe(kind);
  });

  it('is what the bytes say, whatever the sender declares', () => {
    expect(findDocumentKind(carriedDocument('%PDF-1.7'), 'model/stl')).toBe('pdf');
  });

  it('is told of any value of bytes that begins like a document, and of no other', () => {
    expect(findDocumentKind(carriedBytes('%PDF-1.7', { vr: 'UN' }), '')).toBe('pdf');
    expect(findDocumentKind(carriedBytes(`${' '.repeat(1_024)}%PDF-1.7`), '')).toBe('pdf');
    expect(findDocumentKind(carriedBytes(`${' '.repeat(1_025)}%PDF-1.7`), '')).toBeUndefined();
    expect(findDocumentKind(carriedBytes('solid cube'), 'model/stl')).toBeUndefined();
  });

  it('is told of a text only where a PDF is all of it', () => {
    expect(findDocumentKind(carriedText('%PDF-1.7'), '')).toBe('pdf');
    expect(findDocumentKind(carriedText('see %PDF-1.7'), '')).toBeUndefined();
    expect(findDocumentKind(carriedText('<?xml version="1.0"?><note/>'), '')).toBeUndefined();
  });
});

it('a declared media type is read without padding, parameters and capitals', () => {
  expect(declaredMediaType([carriedText('x'), mediaTypeValue('TEXT/XML; charset=utf-8 ')])).toBe('text/xml');
  expect(declaredMediaType([mediaTypeValue('model/obj\0')])).toBe('model/obj');
  expect(declaredMediaType([])).toBe('');
});
