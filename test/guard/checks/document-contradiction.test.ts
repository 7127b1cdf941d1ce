import { describe, expect, it } from 'vitest';
import { documentContradiction } from '../../../shared/guard/checks/document-contradiction.ts';
import { carriedValue, headerOf, hitsOf, text } from './evidence.ts';

interface Document {
  readonly sopClass: string;
  readonly mediaType?: string;
  readonly bytes: Buffer | string;
}

function detailsOf({ sopClass, mediaType, bytes }: Document) {
  const header = headerOf(mediaType === undefined ? {} : { '00420012': text('LO', mediaType) }, sopClass);
  const value = carriedValue(Buffer.from(bytes as string), { path: '00420011', tag: 0x00420011 });
  return hitsOf(documentContradiction, { header, content: { values: [value] } }).map(({ detail }) => detail);
}

/** Triangles without corners, but as many as it says. */
function binaryStl(triangles: number, stated = triangles): Buffer {
  const bytes = Buffer.alloc(84 + triangles * 50);
  bytes.write('synthetic mesh');
  bytes.writeUInt32LE(stated, 80);
  return bytes;
}

const page = '<html><script>1</script></html>';
const zip = 'PK\x03\x04\x14\0\0\0\x08\0';

describe('document-contradiction', () => {
  it.each<[string, Document]>([
    ['a PDF', { sopClass: '104.1', mediaType: 'application/pdf', bytes: '%PDF-1.7\n' }],
    ['a PDF behind a little junk', { sopClass: '104.1', bytes: '\r\n\0junk %PDF-1.4' }],
    ['a CDA', { sopClass: '104.2', mediaType: 'text/XML', bytes: '\ufeff <?xml version="1.0"?>' }],
    ['a CDA in UTF-16', { sopClass: '104.2', bytes: Buffer.from('\ufeff<ClinicalDocument/>', 'utf16le') }],
    ['a binary mesh', { sopClass: '104.3', mediaType: 'model/stl', bytes: binaryStl(3) }],
    ['a mesh as text', { sopClass: '104.3', bytes: 'solid cube\nfacet' }],
    ['a Wavefront model', { sopClass: '104.4', mediaType: 'model/obj', bytes: 'v 0 0 1\nv 0 1 0\n\0' }],
    ['a material', { sopClass: '104.5', bytes: 'newmtl tissue\n' }],
    ['a kind that nobody declares', { sopClass: '7', bytes: zip }],
    ['no bytes', { sopClass: '104.1', bytes: '' }],
  ])('lets %s be what it is', (_, document) => {
    expect(detailsOf(document)).toEqual([]);
  });

  it.each<[string, string, Document]>([
    ['a web page', 'PDF', { sopClass: '104.1', bytes: page }],
    ['a PDF', 'XML', { sopClass: '104.2', bytes: '%PDF-1.7' }],
    ['a PDF', 'STL', { sopClass: '104.3', bytes: `%PDF-1.7${'x'.repeat(200)}` }],
    ['a mesh of more triangles than there are', 'STL', { sopClass: '104.3', bytes: binaryStl(2, 3) }],
    ['a web page of a PDF media type', 'PDF', { sopClass: '104.2', mediaType: 'application/pdf', bytes: page }],
    ['a PDF of an XML media type', 'XML', { sopClass: '104.1', mediaType: 'text/xml; a=b', bytes: '%PDF-1.7' }],
  ])('objects to %s where %s is declared', (_, declared, document) => {
    expect(detailsOf(document)).toEqual([`not the declared ${declared}`]);
  });

  it.each<[string, Document]>([
    ['ZIP archive, not the declared PDF', { sopClass: '104.1', mediaType: 'application/pdf', bytes: zip }],
    ['ZIP archive, not the declared text of a 3D model', { sopClass: '104.4', bytes: zip }],
    ['RAR archive, not the declared XML', { sopClass: '104.2', bytes: 'Rar!\x1a\x07\x01\0' }],
    ['RTF document, not the declared PDF', { sopClass: '104.1', bytes: '{\\rtf1 text}' }],
  ])('names an archive: %s', (detail, document) => {
    expect(detailsOf(document)).toEqual([detail]);
  });

  it('counts what is in the file, not what was kept of it', () => {
    const header = headerOf({}, '104.3');
    const whole = binaryStl(100);
    const cut = carriedValue(whole.subarray(0, 200), { path: '00420011', length: whole.length, isCut: true });

    expect(hitsOf(documentContradiction, { header, content: { values: [cut] } })).toEqual([]);
  });

  it('looks at the document only', () => {
    const header = headerOf({}, '104.1');

    expect(hitsOf(documentContradiction, { header, content: { values: [carriedValue(Buffer.from(page))] } })).toEqual(
      [],
    );
  });
});
