import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type DocumentTask, unreadDocument } from '../../../shared/guard/carriers/document-contents.ts';
import { readDocument } from '../../../shared/guard/carriers/read-document.ts';
import { makePdf } from '../../makers/make-pdf.ts';

const maxMilliseconds = 30_000;

const pdfTask = (bytes: Buffer, more: Partial<DocumentTask> = {}): DocumentTask => ({
  kind: 'pdf',
  bytes,
  isCut: false,
  maxCharacters: 1_000_000,
  ...more,
});

describe('reading a PDF', () => {
  it('finds what is written on its pages, beside them and about it', async () => {
    const bytes = makePdf({
      pages: [['Jane Doe', '(555) 555-0142'], ['Zoë Müller']],
      title: 'Report on Doe',
      author: 'Dr. Example',
      note: 'call her',
      isCompressed: true,
    });

    expect(await readDocument(pdfTask(bytes), maxMilliseconds)).toEqual({
      parts: [
        { detail: 'document information', text: 'Report on Doe\nDr. Example' },
        { detail: 'page 1', text: 'Jane Doe\n(555) 555-0142' },
        { detail: 'annotations of page 1', text: 'call her' },
        { detail: 'page 2', text: 'Zoë Müller' },
      ],
      isReadable: true,
      hasActiveContent: false,
      isUnderstood: true,
    });
  });

  it('finds what runs off the edge of a page, which no viewer shows and every copy carries', async () => {
    const line = `${'x'.repeat(150)} 523-45-6781`;
    const bytes = makePdf({ pages: [[line, 'Jane Doe']] });

    const { parts } = await readDocument(pdfTask(bytes), maxMilliseconds);

    expect(parts).toContainEqual({ detail: 'page 1 beyond its edges', text: expect.stringContaining(line) });
  });

  it('leaves the bytes where they are', async () => {
    const bytes = makePdf({ pages: [['x']] });
    const before = Buffer.from(bytes);

    await readDocument(pdfTask(bytes), maxMilliseconds);

    expect(bytes.equals(before)).toBe(true);
  });

  it.each([
    ['is locked', makePdf({ pages: [['Jane Doe']], isLocked: true })],
    ['is none', Buffer.from('%PDF-1.7\nJane Doe')],
    ['is empty', Buffer.alloc(0)],
  ])('gives nothing when it %s', async (_, bytes) => {
    expect(await readDocument(pdfTask(bytes), maxMilliseconds)).toEqual(unreadDocument);
  });

  it('gives nothing when the time is over', async () => {
    const task = pdfTask(makePdf({ pages: [['Jane Doe']] }));

    expect(await readDocument(task, 1)).toEqual(unreadDocument);
    expect(await readDocument(task, 0)).toEqual(unreadDocument);
  });

  it('gives nothing when a small file swells to fill the memory', async () => {
    const content = deflateSync(Buffer.alloc(400_000_000, ' '), { level: 1 });

    expect(await readDocument(pdfTask(makePdf({ pages: [[]], content })), maxMilliseconds)).toEqual(unreadDocument);
  });

  it('lives on where a heap ends at once, and still tells what the document brings', async () => {
    const content = deflateSync(Buffer.from(`BT /F1 12 Tf 10 10 Td (${']['.repeat(15_000_000)}) Tj ET`), { level: 1 });
    const bytes = makePdf({ pages: [[]], content, javascript: 'app.alert(1)' });

    const contents = await readDocument(pdfTask(bytes), maxMilliseconds);

    expect(contents).toEqual({ ...unreadDocument, hasActiveContent: true });
  });

  it('reads no more pages than there is room for, and says that there was more', async () => {
    const pages = Array.from({ length: 5 }, () => ['0123456789']);

    const contents = await readDocument(pdfTask(makePdf({ pages }), { maxCharacters: 15 }), maxMilliseconds);

    expect(contents.parts.map(({ text }) => text)).toEqual(['0123456789', '01234']);
    expect(contents.isReadable).toBe(false);
  });
});

describe('reading a large document of another kind', () => {
  it('finds the words of XML and the names in a ZIP', async () => {
    const xml = await readDocument(pdfTask(Buffer.from('<a>Jane Doe</a>'), { kind: 'xml' }), maxMilliseconds);
    const zip = await readDocument(pdfTask(Buffer.from('PK\u0003\u0004'), { kind: 'zip' }), maxMilliseconds);

    expect(xml.parts).toEqual([{ detail: 'XML text', text: 'Jane Doe' }]);
    expect(zip).toMatchObject({ isReadable: true, isUnderstood: false });
  });
});
