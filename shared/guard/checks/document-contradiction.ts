import type { CarriedValue } from '../../dicom/instance-content.ts';
import { findText } from '../../dicom/json-numbers.ts';
import type { Check } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import { findMagicKind } from '../file-kinds.ts';

interface DocumentKind {
  readonly name: string;
  fits(value: CarriedValue): boolean;
}

/** ISO 32000-1 implementation notes: readers look for the header in the first kilobyte. */
const pdf: DocumentKind = { name: 'PDF', fits: ({ bytes }) => bytes.toString('latin1', 0, 1024).includes('%PDF-') };

const xml: DocumentKind = {
  name: 'XML',
  fits: ({ bytes }) => /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,64}</.test(headText(bytes)),
};

/** Binary: 80 bytes for anything, a count, 50 bytes a triangle. Text: it says so itself. */
const stl: DocumentKind = {
  name: 'STL',
  fits: ({ bytes, length }) => {
    if (headText(bytes).trimStart().startsWith('solid')) return true;
    return bytes.length >= 84 && 84 + bytes.readUInt32LE(80) * 50 <= length;
  },
};

const wavefront: DocumentKind = {
  name: 'text of a 3D model',
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no text has
  fits: ({ bytes }) => !/[\x00-\x08\x0e-\x1f]/.test(bytes.toString('latin1', 0, 1024).replace(/\0$/, '')),
};

const headText = (bytes: Buffer): string => bytes.toString('latin1', 0, 256).replaceAll('\0', '');

/** PS3.3 A.45 and A.85, as PS3.4 B.5 numbers them. */
const kindOfSopClass: ReadonlyMap<string, DocumentKind> = new Map([
  ['1.2.840.10008.5.1.4.1.1.104.1', pdf],
  ['1.2.840.10008.5.1.4.1.1.104.2', xml],
  ['1.2.840.10008.5.1.4.1.1.104.3', stl],
  ['1.2.840.10008.5.1.4.1.1.104.4', wavefront],
  ['1.2.840.10008.5.1.4.1.1.104.5', wavefront],
]);

const kindOfMediaType: ReadonlyMap<string, DocumentKind> = new Map([
  ['application/pdf', pdf],
  ['text/xml', xml],
  ['application/xml', xml],
  ['model/stl', stl],
  ['application/sla', stl],
  ['model/obj', wavefront],
  ['model/mtl', wavefront],
]);

/** A document is opened by what its bytes are, whatever the header says that it is. */
export const documentContradiction: Check = {
  id: 'document-contradiction',
  about:
    'An encapsulated document is not of the kind that the SOP class or MIME Type of Encapsulated Document (0042,0012) declares.',
  *inspect(evidence) {
    const declared = declaredKinds(evidence);
    for (const value of evidence.content.values) {
      if (value.path !== '00420011' || value.bytes.length === 0) continue;
      const missed = declared.find((kind) => !kind.fits(value));
      if (missed !== undefined) yield { carrier: 'document', path: value.path, detail: detailOf(value.bytes, missed) };
    }
  },
};

/** An archive is no program, but whoever opens the document should know what will unpack it. */
function detailOf(bytes: Buffer, { name }: DocumentKind): string {
  const kind = findMagicKind(bytes);
  return kind === undefined ? `not the declared ${name}` : `${kind}, not the declared ${name}`;
}

function declaredKinds({ header }: Evidence): readonly DocumentKind[] {
  const mediaType = findText(header.dicomJson, '00420012')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const kinds = [kindOfSopClass.get(header.sopClassUid), kindOfMediaType.get(mediaType)];
  return kinds.filter((kind) => kind !== undefined);
}
