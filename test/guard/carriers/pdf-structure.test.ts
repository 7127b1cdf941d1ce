import { describe, expect, it } from 'vitest';
import { pdfStructure } from '../../../shared/guard/carriers/pdf-structure.ts';
import { makePdf } from '../../makers/make-pdf.ts';

const structureOf = (bytes: Buffer) => pdfStructure(bytes, 1_000_000);

const pages = [['Jane Doe']];

describe('the structure of a PDF', () => {
  it.each([
    ['a script', makePdf({ pages, javascript: 'app.alert(1)' })],
    ['an attachment', makePdf({ pages, attachment: 'notes.txt' })],
    ['a program to start', Buffer.from('%PDF-1.7\n1 0 obj << /S /Launch /F (calc.exe) >> endobj')],
    ['a name in other letters', Buffer.from('%PDF-1.7\n1 0 obj << /S /J#61vaScript /J#53 (x) >> endobj')],
    ['a stream that never ends', Buffer.from('%PDF-1.7\nstream\n<< /JS (x) >>')],
  ])('shows what is active: %s', (_, bytes) => {
    expect(structureOf(bytes).hasActiveContent).toBe(true);
  });

  it.each([
    ['pages only', makePdf({ pages })],
    ['a script that is printed on a page', makePdf({ pages: [['/JS /JavaScript']] })],
    ['a longer name', Buffer.from('%PDF-1.7\n1 0 obj << /JSON 1 /Launched 2 >> endobj')],
  ])('shows that nothing is: %s', (_, bytes) => {
    expect(structureOf(bytes).hasActiveContent).toBe(false);
  });

  it('holds strings and comments that stand on no page, and bytes after the end', () => {
    const bytes = Buffer.from(
      '%PDF-1.7\n%Jane Doe, ward 7\n1 0 obj << /Old (078-05-1120 \\(x\\)) /Wide (\u00fe\u00ff\0J\0a\0n\0e\0 \0D) >> endobj\n%%EOF\nafter the end',
      'latin1',
    );

    expect(structureOf(bytes).strays).toEqual(['Jane Doe, ward 7', '078-05-1120 (x)', 'Jane D', 'after the end']);
  });

  it('holds no dates of the file, no noise and no page', () => {
    const bytes = Buffer.from(
      '%PDF-1.7\n<< /CreationDate (D:20240301120000Z) /O (\u0001\u0002\u0003abcdef) >>',
      'latin1',
    );

    expect(structureOf(bytes).strays).toEqual([]);
    expect(structureOf(makePdf({ pages })).strays).toEqual([]);
  });
});
