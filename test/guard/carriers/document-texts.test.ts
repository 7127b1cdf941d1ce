import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../shared/guard/carriers/document-texts.ts';
import { Turnstile } from '../../../shared/turnstile.ts';
import { makePdf } from '../../makers/make-pdf.ts';
import { carriedBytes, carriedDocument, carriedText, mediaTypeValue, wordsOf } from './carried.ts';
import { zipLocalEntry } from './zip-entries.ts';

const room = { maxTextCharacters: 1_000_000, documentTurns: new Turnstile(1) };
const path = '00420011';

describe('documents in elements', () => {
  it('are read, and their texts have the element’s place but no bytes', async () => {
    const value = carriedDocument(makePdf({ pages: [['Jane Doe']] }));

    const { texts, reports, understood } = await readDocuments([value], room);

    expect(texts).toEqual([
      {
        place: { carrier: 'document', path, vr: 'OB', keyword: 'EncapsulatedDocument', detail: 'page 1' },
        text: 'Jane Doe',
        isByteForByte: false,
      },
    ]);
    expect(reports).toEqual([{ path, kind: 'pdf', isReadable: true, hasActiveContent: false }]);
    expect(understood.has(value)).toBe(true);
  });

  it('are none where no value begins like one', async () => {
    const { texts, reports } = await readDocuments([carriedText('see %PDF-'), carriedBytes('Jane Doe')], room);

    expect([texts, reports]).toEqual([[], []]);
  });

  it('are read wherever they hide', async () => {
    const { texts, reports } = await readDocuments(
      [carriedBytes(makePdf({ pages: [['Jane Doe']] }), { vr: 'UN' })],
      room,
    );

    expect(wordsOf(texts)).toEqual(['Jane Doe']);
    expect(reports.map((report) => report.path)).toEqual(['00091010']);
  });
});

/** PS3.5 A.4. */
function fragment(bytes: Buffer): Buffer {
  const header = Buffer.from('feff00e000000000', 'hex');
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

describe('a PDF in a fragment', () => {
  it('is read, and the value around it is looked at as bytes too', async () => {
    const pdf = makePdf({ pages: [['Jane Doe']] });
    const fragments = Buffer.concat([fragment(Buffer.alloc(0)), fragment(Buffer.alloc(2_000)), fragment(pdf)]);

    const { texts, understood } = await readDocuments([carriedBytes(fragments)], room);

    expect([wordsOf(texts), understood.size]).toEqual([['Jane Doe'], 0]);
  });
});

describe('an encapsulated PDF', () => {
  it('tells once what is written twice, and what is on no page', async () => {
    const pdf = makePdf({ pages: [['page']], title: 'Jane Doe' });
    const value = carriedDocument(Buffer.concat([pdf, Buffer.from('\nMRN 4829137')]));

    const { texts } = await readDocuments([value], room);

    expect(texts.map(({ place, text }) => [place.detail, text])).toEqual([
      ['document information', 'Jane Doe'],
      ['page 1', 'page'],
      ['outside of pages', 'MRN 4829137'],
    ]);
  });

  it('is reported as active, by its bytes or by its structure', async () => {
    const { reports } = await readDocuments(
      [carriedDocument(makePdf({ pages: [['x']], javascript: 'app.alert(1)' }))],
      room,
    );

    expect(reports).toEqual([{ path, kind: 'pdf', isReadable: true, hasActiveContent: true }]);
  });

  it.each([
    ['broken', carriedDocument('%PDF-1.7\n<< /JS (x) >>')],
    ['locked', carriedDocument(makePdf({ pages: [['x']], isLocked: true, javascript: 'x' }))],
    ['cut', carriedDocument(makePdf({ pages: [['x']], javascript: 'x' }), { isCut: true })],
  ])('is reported as unreadable when it is %s, and its bytes are still to be searched', async (_, value) => {
    const { texts, reports, understood } = await readDocuments([value], room);

    expect(texts).toEqual([]);
    expect(reports).toEqual([{ path, kind: 'pdf', isReadable: false, hasActiveContent: true }]);
    expect(understood.size).toBe(0);
  });
});

describe('an encapsulated XML document', () => {
  it('tells its words', async () => {
    const cda = '<?xml version="1.0"?><ClinicalDocument><id extension="482913"/><name>Jane</name></ClinicalDocument>';

    const { texts, reports } = await readDocuments([carriedDocument(cda)], room);

    expect(texts.map(({ place, text }) => [place.detail, text])).toEqual([
      ['XML text', 'xml version="1.0" 482913 Jane'],
    ]);
    expect(reports).toEqual([{ path, kind: 'cda', isReadable: true, hasActiveContent: false }]);
  });

  it('is opened where it wraps a PDF', async () => {
    const base64 = makePdf({ pages: [['Jane Doe']], javascript: 'x' }).toString('base64');
    const cda = `<ClinicalDocument><text mediaType="application/pdf" representation="B64">${base64}</text></ClinicalDocument>`;

    const { texts, reports } = await readDocuments([carriedDocument(cda)], room);

    expect(wordsOf(texts)).toContain('Jane Doe');
    expect(reports).toEqual([{ path, kind: 'cda', isReadable: true, hasActiveContent: true }]);
  });

  it('is unreadable where the PDF in it is', async () => {
    const base64 = Buffer.from('%PDF-1.7 broken').toString('base64');

    const { reports } = await readDocuments([carriedDocument(`<?xml ?><a>${base64}</a>`)], room);

    expect(reports).toEqual([{ path, kind: 'xml', isReadable: false, hasActiveContent: false }]);
  });

  it.each(['<script>x()</script>', '<a href="javascript:x()"/>', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///c">]>'])(
    'is reported as active: %s',
    async (markup) => {
      const { reports } = await readDocuments([carriedDocument(`<?xml version="1.0"?>${markup}`)], room);

      expect(reports[0]?.hasActiveContent).toBe(true);
    },
  );

  it('is not all readable when it is cut', async () => {
    const { texts, reports } = await readDocuments([carriedDocument('<?xml ?><a>Jane', { isCut: true })], room);

    expect(wordsOf(texts)).toEqual(['xml Jane']);
    expect(reports[0]?.isReadable).toBe(false);
  });
});

describe('a large document', () => {
  it('is read elsewhere with the same result', async () => {
    const small = '<?xml ?><a>Jane</a>';
    const large = `${small}${'<b/>'.repeat(20_000)}`;

    const [inProcess, elsewhere] = [
      await readDocuments([carriedDocument(small)], room),
      await readDocuments([carriedDocument(large)], room),
    ];

    expect([elsewhere.texts, elsewhere.reports]).toEqual([inProcess.texts, inProcess.reports]);
  });

  it('gives one character more than there is room for, so that it is known to be cut', async () => {
    const { texts, reports } = await readDocuments([carriedDocument(`<?xml ?>${'<a>Jane</a>'.repeat(20_000)}`)], {
      ...room,
      maxTextCharacters: 100,
    });

    expect(texts.map(({ text }) => text.length)).toEqual([101]);
    expect(reports[0]?.isReadable).toBe(false);
  });
});

describe('an archive', () => {
  it('tells the names of its files; what is compressed stays unread', async () => {
    const zip = Buffer.concat([zipLocalEntry({ name: 'doe/scan.txt', method: 8 }), zipLocalEntry({ name: 'b.txt' })]);

    const { texts, reports, understood } = await readDocuments([carriedBytes(zip)], room);

    expect(texts.map(({ place, text }) => [place.detail, text])).toEqual([['zip entry names', 'doe/scan.txt\nb.txt']]);
    expect(reports).toEqual([{ path: '00091010', kind: 'zip', isReadable: false, hasActiveContent: false }]);
    expect(understood.size).toBe(0);
  });

  it('is readable when all of it lies there as it is, and active when it brings programs', async () => {
    const { reports } = await readDocuments([carriedBytes(zipLocalEntry({ name: 'setup.EXE' }))], room);

    expect(reports).toEqual([{ path: '00091010', kind: 'zip', isReadable: true, hasActiveContent: true }]);
  });
});

describe('any other encapsulated document', () => {
  it.each([
    ['model/stl', 'stl', Buffer.from([0, 1, 2, 255])],
    ['model/obj', 'obj', Buffer.from('v 0 0 0')],
    ['text/plain', 'other', Buffer.from('words\0')],
  ] as const)('is readable by its bytes when they are all there is to it: %s', async (mediaType, kind, bytes) => {
    const { reports, understood } = await readDocuments([carriedDocument(bytes), mediaTypeValue(mediaType)], room);

    expect(reports).toEqual([{ path, kind, isReadable: true, hasActiveContent: false }]);
    expect(understood.size).toBe(0);
  });

  it('is unreadable when nobody knows its form', async () => {
    const { reports } = await readDocuments([carriedDocument(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]))], room);

    expect(reports).toEqual([{ path, kind: 'other', isReadable: false, hasActiveContent: false }]);
  });
});
