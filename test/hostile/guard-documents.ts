import { ctWith, evened, filling, hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import { changedPdf, nestingPdf, swellingPdf } from '../makers/hostile-pdf.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { makePdf } from '../makers/make-pdf.ts';
import { element } from '../makers/part10.ts';
import { joined } from './answer.ts';
import type { Attack } from './attack.ts';
import { flagged, held, type OfferedFile, offered, stored } from './offered-file.ts';
import { storeMultipart } from './target.ts';

/** A number that nobody has, and that is no one's name. */
const number = '212-45-6789';

/** An encapsulated document (PS3.3 A.45.1): no picture. */
const documentCt = (bytes: Buffer, mediaType = 'application/pdf', sopClass = '104.1'): MadeInstance =>
  hostileCt({
    sopClassUid: `1.2.840.10008.5.1.4.1.1.${sopClass}`,
    modality: 'DOC',
    pixelData: null,
    extra: [element('00420011', 'OB', evened(bytes)), element('00420012', 'LO', mediaType)],
  });

const script = `app.alert('${secret}')`;
const scriptPdf = makePdf({ pages: [['Nothing to see']], javascript: script });
const harmlessPdf = makePdf({ pages: [['Nothing to see']], title: 'Synthetic report' });
const unreadable = 'document-unreadable';
const active = 'document-active-content';

const pdfs: readonly OfferedFile[] = [
  flagged(
    'G3',
    'an encrypted PDF is flagged as unread',
    () => documentCt(makePdf({ pages: [['Nothing to see']], isLocked: true })),
    unreadable,
  ),
  flagged(
    'G3',
    'a PDF that is cut in half is flagged as unread',
    () => documentCt(harmlessPdf.subarray(0, harmlessPdf.length / 2)),
    unreadable,
  ),
  flagged(
    'G3',
    'a PDF that is a header only is flagged as unread',
    () => documentCt(Buffer.from('%PDF-1.7\n')),
    unreadable,
  ),
  stored('G3', 'a PDF that says it has a billion pages has those that are there', () =>
    documentCt(changedPdf('/Count 1', '/Count 1000000000')),
  ),
  flagged(
    'G3',
    'a PDF whose pages are in themselves is flagged as unread',
    () => documentCt(changedPdf('/Kids [5 0 R]', '/Kids [2 0 R]')),
    unreadable,
  ),
  flagged('G3', 'operators a million deep are flagged as unread', () => documentCt(nestingPdf(1_000_000)), unreadable),
  held('G3', 'a PDF with a script is held', () => documentCt(scriptPdf), active),
  held(
    'G3',
    'a script under an escaped name is one (ISO 32000-1 7.3.5)',
    () => documentCt(changedPdf('/Type /Catalog', '/Type /Catalog /OpenAction << /S /J#61vaScript /J#53 (1) >>')),
    active,
  ),
  held(
    'G3',
    'a PDF that starts a program is held',
    () => documentCt(changedPdf('/Type /Catalog', '/Type /Catalog /OpenAction << /S /Launch /F (cmd) >>')),
    active,
  ),
  held(
    'G3',
    'a PDF with a script is one in a private element too',
    () => ctWith([element('00091001', 'UN', scriptPdf)]),
    active,
  ),
  held(
    'G3',
    'a PDF with a script is one behind a kilobyte of something else',
    () => documentCt(Buffer.concat([Buffer.alloc(1_000, '\n'), scriptPdf])),
    active,
  ),
];

const cda = (text: string): MadeInstance => documentCt(Buffer.from(text), 'text/xml', '104.2');
const laughs = (levels: number): string =>
  `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "${secret}">${Array.from({ length: levels }, (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`).join('')}]><ClinicalDocument>&l${levels};</ClinicalDocument>`;

const markup: readonly OfferedFile[] = [
  held('G4', 'a billion laughs are not laughed: entities of its own are active content', () => cda(laughs(9)), active),
  held(
    'G4',
    'an entity that is a file is not read',
    () => cda('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><ClinicalDocument>&e;</ClinicalDocument>'),
    active,
  ),
  held(
    'G4',
    'a script in a document is one',
    () => cda(`<ClinicalDocument><script>${secret}</script></ClinicalDocument>`),
    'embedded-executable',
  ),
  held(
    'G4',
    'a PDF with a script, wrapped in Base64, is one',
    () => cda(`<ClinicalDocument><text>${scriptPdf.toString('base64')}</text></ClinicalDocument>`),
    active,
  ),
  held(
    'G4',
    'a number in character references is one',
    () =>
      cda(
        `<ClinicalDocument>SSN ${[...number].map((letter) => `&#${letter.charCodeAt(0)};`).join('')}</ClinicalDocument>`,
      ),
    'identity-number',
  ),
  ...[
    ['opening brackets', '<'],
    ['tags that nest', '<a>'],
    ['comments that never end', '<!-- '],
    ['quotes that never end', `<a b='"`],
    ['character references', '&#x41;'],
    ['references to no character', '&#x110000;'],
  ].map(([what, text = '']) =>
    stored('G4', `a megabyte of ${what} is read once`, () => cda(`<ClinicalDocument>${filling(text, 1_000_000)}`)),
  ),
];

const zipHead = (name: string, { signature = '504b0304', method = 0 } = {}): Buffer => {
  const isDirectory = signature === '504b0102';
  const head = Buffer.alloc(isDirectory ? 46 : 30);
  head.set(hex(signature));
  head.writeUInt16LE(method, isDirectory ? 10 : 8);
  head.writeUInt16LE(name.length, isDirectory ? 28 : 26);
  return Buffer.concat([head, Buffer.from(name)]);
};
const zipEnd = hex('504b0506 0000 0000 ffff ffff ffffffff ffffffff 0000');
const zipCt = (...pieces: readonly Buffer[]): MadeInstance =>
  ctWith([element('00091001', 'UN', evened(Buffer.concat(pieces)))]);
const zipNames = (count: number): Buffer[] => Array.from({ length: count }, (_, index) => zipHead(`slice-${index}`));

const zips: readonly OfferedFile[] = [
  flagged(
    'G5',
    'a ZIP of 100 000 names is read to a bound, and flagged as not read to the end',
    () => zipCt(...zipNames(100_000), zipEnd),
    unreadable,
  ),
  stored('G5', 'a ZIP that says it has 65 535 files of 4 GB has those that are there', () =>
    zipCt(zipHead('a'), zipEnd),
  ),
  stored('G5', 'a name that is longer than the file ends with it', () =>
    zipCt(zipHead('a').subarray(0, 26), hex('ffff 0000 61')),
  ),
  flagged(
    'G5',
    'what is compressed is flagged as unread',
    () => zipCt(zipHead('a', { method: 8 }), zipEnd),
    unreadable,
  ),
  held('G5', 'a program in a ZIP is held for its name', () => zipCt(zipHead('../setup.exe'), zipEnd), active),
  held(
    'G5',
    'a program that only the directory names is one',
    () => zipCt(zipHead('a'), zipHead('b.cmd', { signature: '504b0102' }), zipEnd),
    active,
  ),
];

/** A report as hospitals send them. */
export const harmlessDocument = (): MadeInstance => documentCt(harmlessPdf);

/** What a sender packs together, or sends from many places, waits for the two that are read at a time. */
const atOnce: readonly Attack[] = [
  {
    class: 'G3',
    law: 'ten swelling PDFs in ten parts are read one after the other',
    send: async (target) => {
      const made = manyDocuments();
      const files = made.map(({ bytes }) => bytes);
      return { ...(await storeMultipart(target, files)), kept: made };
    },
    expect: { status: 202, warning: 0xb0d1, rule: unreadable },
    patienceMs: 60_000,
  },
  {
    class: 'G3',
    law: 'ten swelling PDFs at once wait for one another',
    send: async (target) => {
      const made = manyDocuments();
      return { ...joined(await Promise.all(made.map(({ bytes }) => storeMultipart(target, [bytes])))), kept: made };
    },
    expect: { status: 202, warning: 0xb0d1, rule: unreadable },
    patienceMs: 60_000,
  },
];

const manyDocuments = (): MadeInstance[] => Array.from({ length: 10 }, () => documentCt(swellingPdf(1_024)));

/** Classes G3–G5: documents and archives inside an instance, which the guard opens and nobody else. */
export const guardDocuments: readonly Attack[] = offered([...pdfs, ...markup, ...zips]);

/** Class G3: documents of a few megabytes that are gigabytes when they are read. */
export const swellingDocuments: readonly Attack[] = [
  ...offered([
    flagged(
      'G3',
      'a PDF that swells to two gigabytes is given up, and flagged as unread',
      () => documentCt(swellingPdf(2_048)),
      unreadable,
    ),
  ]),
  ...atOnce,
];
