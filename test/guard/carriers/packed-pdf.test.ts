import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../shared/guard/carriers/read-document.ts';
import { makePackedPdf, type PackedPdfPlan } from '../../makers/make-packed-pdf.ts';

const read = (plan: PackedPdfPlan) =>
  readDocument({ kind: 'pdf', bytes: makePackedPdf(plan), isCut: false, maxCharacters: 1_000_000 }, 30_000);

/** A file of that content, under the names that a reader shows. */
const attached = (name: string, content: string | Buffer): PackedPdfPlan => ({
  catalog: ' /Names 7 0 R',
  objects: [
    `<< /EmbeddedFiles << /Names [(${name}) 8 0 R] >> >>`,
    `<< /Type /Filespec /F (${name}) /EF << /F 50 0 R >> >>`,
  ],
  attachments: [Buffer.from(content)],
});

const drawing = Buffer.from('BT /F1 12 Tf 10 10 Td (Jane Doe, /JavaScript) Tj ET');
const flate = '/Filter /FlateDecode';

describe('a PDF with compressed objects', () => {
  it('is read, and nothing of it is active where nothing is', async () => {
    expect(await read({})).toEqual({
      parts: [{ detail: 'page 1', text: 'Jane Doe' }],
      isReadable: true,
      hasActiveContent: false,
      isUnderstood: true,
    });
  });

  it.each([
    ['a script', { catalog: ' /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }],
    ['a program to start', { catalog: ' /OpenAction << /S /Launch /F (calc.exe) >>' }],
    ['a program to start, in other letters', { catalog: ' /OpenAction << /S /L#61unch /F (calc.exe) >>' }],
    [
      'a program behind a link',
      {
        page: ' /Annots [7 0 R]',
        objects: ['<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (calc.exe) >> >>'],
      },
    ],
    ['a form that is sent', { catalog: ' /OpenAction << /S /SubmitForm /F (https://forms.example.org/) >>' }],
  ])('shows what is active: %s', async (_, plan) => {
    expect(await read(plan)).toMatchObject({ isReadable: true, hasActiveContent: true });
  });

  it('is active for what is attached, of which texts are read', async () => {
    const contents = await read(attached('a.txt', 'SSN 078-05-1120'));

    expect(contents).toMatchObject({ isReadable: true, hasActiveContent: true });
    expect(contents.parts).toContainEqual({ detail: 'attachment names', text: 'a.txt' });
    expect(contents.parts).toContainEqual({ detail: 'attachment', text: 'SSN 078-05-1120' });
  });

  it('is not all readable where something else than text is attached', async () => {
    expect(await read(attached('a.exe', 'MZ\0\0'))).toMatchObject({ isReadable: false, hasActiveContent: true });
  });

  it('is not all readable where its objects are packed in a way that is not looked through', async () => {
    const contents = await read({ packing: ' /DecodeParms << /Predictor 1 >>' });

    expect(contents).toMatchObject({ isReadable: false, isUnderstood: true });
  });

  it.each([
    ['is not deflated', drawing],
    ['ends early', deflateSync(drawing).subarray(0, -8)],
    ['goes wrong', Buffer.concat([deflateSync(drawing).subarray(0, -8), Buffer.from('damaged!')])],
  ])('is not all readable where what a page draws %s', async (_, bytes) => {
    expect((await read({ content: { entries: flate, bytes } })).isReadable).toBe(false);
  });

  it('may draw the names of actions', async () => {
    const contents = await read({ content: { entries: flate, bytes: deflateSync(drawing) } });

    expect(contents).toMatchObject({ isReadable: true, hasActiveContent: false });
  });

  it('is active where a stream only pretends to be one around an action', async () => {
    const disguise = Buffer.from('9 0 obj << /S /Launch /F (calc.exe) >> endobj');

    expect(await read({ content: { entries: '', bytes: disguise } })).toMatchObject({ hasActiveContent: true });
  });
});
