import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../shared/guard/carriers/read-pdf.ts';
import { makePdf } from '../../makers/make-pdf.ts';

const limits = { maxCharacters: 1_000_000, maxMilliseconds: 30_000 };

describe('reading a PDF', () => {
  it('finds what is written on its pages, beside them and about it', async () => {
    const contents = await readPdf(
      makePdf({
        pages: [['Jane Doe', '(555) 555-0142'], ['Zoë Müller']],
        title: 'Report on Doe',
        author: 'Dr. Example',
        note: 'call her',
        attachment: 'doe.txt',
        isCompressed: true,
      }),
      limits,
    );

    expect(contents).toEqual({
      texts: [
        { detail: 'document information', text: 'Report on Doe\nDr. Example' },
        { detail: 'attachment names', text: 'doe.txt' },
        { detail: 'page 1', text: 'Jane Doe\n(555) 555-0142' },
        { detail: 'annotations of page 1', text: 'call her' },
        { detail: 'page 2', text: 'Zoë Müller' },
      ],
      hasScripts: false,
    });
  });

  it('says that it has scripts, and runs none', async () => {
    const contents = await readPdf(makePdf({ pages: [['x']], javascript: 'while (true) {}' }), limits);

    expect(contents?.hasScripts).toBe(true);
  });

  it('leaves the bytes where they are', async () => {
    const bytes = makePdf({ pages: [['x']] });
    const before = Buffer.from(bytes);

    await readPdf(bytes, limits);

    expect(bytes.equals(before)).toBe(true);
  });

  it.each([
    ['is locked', makePdf({ pages: [['Jane Doe']], isLocked: true })],
    ['is none', Buffer.from('%PDF-1.7\nJane Doe')],
    ['is empty', Buffer.alloc(0)],
  ])('gives nothing when it %s', async (_, bytes) => {
    expect(await readPdf(bytes, limits)).toBeUndefined();
  });

  it('gives nothing when the time is over', async () => {
    const bytes = makePdf({ pages: [['Jane Doe']] });

    expect(await readPdf(bytes, { ...limits, maxMilliseconds: 1 })).toBeUndefined();
    expect(await readPdf(bytes, { ...limits, maxMilliseconds: 0 })).toBeUndefined();
  });

  it('gives nothing when a small file swells to fill the memory', async () => {
    const swelling = deflateSync(Buffer.alloc(400_000_000, ' '), { level: 1 });
    const bytes = makePdf({ pages: [[]], content: swelling });

    expect(bytes.length).toBeLessThan(10_000_000);
    expect(await readPdf(bytes, limits)).toBeUndefined();
  });

  it('reads no more pages than there is room for', async () => {
    const pages = Array.from({ length: 5 }, () => ['0123456789']);

    const contents = await readPdf(makePdf({ pages }), { ...limits, maxCharacters: 15 });

    expect(contents?.texts).toHaveLength(2);
  });
});
