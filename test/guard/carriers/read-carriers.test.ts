import { describe, expect, it } from 'vitest';
import type { InstanceContent } from '../../../shared/dicom/instance-content.ts';
import { readCarriers } from '../../../shared/guard/carriers/read-carriers.ts';
import type { Evidence } from '../../../shared/guard/evidence.ts';
import { Turnstile } from '../../../shared/turnstile.ts';
import { makePdf } from '../../makers/make-pdf.ts';
import { carriedBytes, carriedDocument, carriedSegment, carriedText, contentOf, wordsOf } from './carried.ts';

const evidenceOf = (content: InstanceContent, partHeaders: readonly string[] = []): Evidence =>
  ({ content, partHeaders }) as unknown as Evidence;

const limits = { maxTextCharacters: 1_000_000, documentTurns: new Turnstile(1) };

const preamble = Buffer.alloc(128);
preamble.write('in the preamble', 10, 'latin1');

/** One text in each kind of place, in the order opposite to that in which they are read. */
const everywhere = contentOf({
  preamble,
  fileMeta: [carriedText('META_TITLE', { path: '00020016', vr: 'AE' })],
  values: [
    carriedBytes('\0in padding', { path: 'FFFCFFFC', tag: 0xfffcfffc }),
    carriedBytes('\0in private bytes'),
    carriedBytes('\0in a certificate', { path: '04000115', tag: 0x04000115 }),
    carriedDocument(makePdf({ pages: [['in a document']] })),
    carriedText('in a text'),
    carriedText('1.2.3', { vr: 'UI' }),
  ],
  segments: [carriedSegment('in a comment')],
});

describe('all that came with an instance', () => {
  it('is read from every kind of place, what is surely text first', async () => {
    const { texts, isCut, documents } = await readCarriers(evidenceOf(everywhere, ['in a part header']), limits);

    expect(texts.map(({ place, text }) => [place.carrier, text])).toEqual([
      ['part-header', 'in a part header'],
      ['preamble', 'in the preamble'],
      ['file-meta', 'META_TITLE'],
      ['text', 'in a text'],
      ['uid', '1.2.3'],
      ['document', 'in a document'],
      ['certificate', 'in a certificate'],
      ['frame-segment', 'in a comment'],
      ['printable-bytes', 'in private bytes'],
      ['padding', 'in padding'],
    ]);
    expect(isCut).toBe(false);
    expect(documents).toEqual([{ path: '00420011', kind: 'pdf', isReadable: true, hasActiveContent: false }]);
  });

  it('is nothing when there is nothing', async () => {
    expect(await readCarriers(evidenceOf(contentOf({})), limits)).toEqual({
      texts: [],
      rest: [],
      isCut: false,
      documents: [],
    });
  });

  it('is cut where the room ends', async () => {
    const { texts, isCut } = await readCarriers(evidenceOf(everywhere, ['in a part header']), {
      ...limits,
      maxTextCharacters: 20,
    });

    expect(wordsOf(texts)).toEqual(['in a part header', 'in t']);
    expect(isCut).toBe(true);
  });

  it('is cut where the reader had no room', async () => {
    const { isCut } = await readCarriers(evidenceOf(contentOf({ cut: ['00091010'] })), limits);

    expect(isCut).toBe(true);
  });

  it('has places in the file, but none in the deflated data set', async () => {
    const { texts } = await readCarriers(evidenceOf({ ...everywhere, isDeflated: true }), limits);

    expect(texts.filter(({ place }) => place.bytes !== undefined).map(({ place }) => place.carrier)).toEqual([
      'preamble',
      'file-meta',
    ]);
    expect(texts.filter(({ isByteForByte }) => isByteForByte)).toHaveLength(2);
  });

  it('is searched as bytes where a document is not understood', async () => {
    const content = contentOf({ values: [carriedDocument('%PDF-1.7 Jane Doe')] });

    const { texts, documents } = await readCarriers(evidenceOf(content), limits);

    expect(texts.map(({ place, text }) => [place.carrier, text])).toEqual([['printable-bytes', '%PDF-1.7 Jane Doe']]);
    expect(documents[0]?.isReadable).toBe(false);
  });

  it('is where it says: the characters that are bytes are those of the file', async () => {
    const bytes = Buffer.from('\u0001\u0002Zo\u00eb Doe\u0000\u0001second one\u0000', 'latin1');
    const file = Buffer.concat([Buffer.alloc(1000), bytes]);

    const { texts } = await readCarriers(evidenceOf(contentOf({ values: [carriedBytes(bytes)] })), limits);

    const there = texts.map(({ place: { bytes: { offset, length } = { offset: 0, length: 0 } } }) =>
      file.toString('latin1', offset, offset + length),
    );
    expect(there).toEqual(wordsOf(texts));
    expect(there).toEqual(['Zoë Doe', 'second one']);
  });
});
