import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import {
  element,
  elementHeader,
  encodeElements,
  explicitLittleEndian,
  fragments,
  implicitLittleEndian,
  raw,
  sequence,
} from '../makers/part10.ts';
import { fileMeta, transferSyntaxes } from '../makers/part10-file.ts';
import { pathsOf, readContent, textAt, valueAt } from './read-content.ts';

const contentOf = (spec: CtSpec) => readContent(makeCt(spec).bytes);
const contentWith = (...extra: NonNullable<CtSpec['extra']>) => contentOf({ extra });
const layouts = Object.entries({
  implicit: transferSyntaxes.implicitLittleEndian,
  explicit: transferSyntaxes.explicitLittleEndian,
  'big endian': transferSyntaxes.explicitBigEndian,
});
const description = element('00081030', 'LO', 'Synthetic note');
const vendor = element('00090010', 'LO', 'SYNTHETIC VENDOR');
const nested = sequence('00400275', [[], [element('00400007', 'LO', 'Nested note')]], { undefinedLength: true });
const privateSequence = sequence('00091010', [[element('00081030', 'LO', 'Hidden note')]], { undefinedLength: true });

describe('the content of an instance', () => {
  it.each(layouts)(
    'is the same when laid out %s, with each text where the file has it',
    async (_, transferSyntaxUid) => {
      const { bytes } = makeCt({ transferSyntaxUid, extra: [description, nested] });

      const content = await readContent(bytes);

      for (const path of ['00081030', '00400275.1.00400007', '00100010', '00200013']) {
        const value = valueAt(content, path);
        expect(bytes.toString('latin1', value.offset, value.offset + value.length)).toBe(value.text);
        expect(value).toMatchObject({ isByteForByte: true, isCut: false });
      }
      expect(textAt(content, '00081030')).toBe('Synthetic note');
      expect(textAt(content, '00400275.1.00400007')).toBe('Nested note ');
      expect(content.isDeflated).toBe(false);
    },
  );

  it('of a deflated data set tells its texts, none of which can be blanked in the file', async () => {
    const extra = [description, element('00091001', 'UT', 'u'.repeat(20_000))];

    const content = await contentOf({ transferSyntaxUid: transferSyntaxes.deflated, extra });

    expect(content.isDeflated).toBe(true);
    expect(textAt(content, '00081030')).toBe('Synthetic note');
    expect(textAt(content, '00091001')).toBe('u'.repeat(20_000));
    expect([...content.values, ...content.fileMeta].some(({ isByteForByte }) => isByteForByte)).toBe(false);
  });

  it('tells where icons are, at any depth, of those that have an item', async () => {
    const icon = sequence('00880200', [[element('00280010', 'US', [64])]]);

    const content = await contentWith(
      sequence('00081115', [[], [icon]]),
      icon,
      sequence('00880201', [[element('00280010', 'US', [64])]]),
    );

    expect([...content.icons].sort()).toEqual(['00081115.1.00880200', '00880200']);
    expect((await contentWith(sequence('00880200', []))).icons).toEqual([]);
  });

  it('names attributes by the keyword of PS3.6, retired and repeating ones too', async () => {
    const content = await contentWith(
      element('00101000', 'LO', 'OTHER-1'),
      element('60020022', 'LO', 'Overlay label'),
      element('00091001', 'LO', 'private'),
      element('00080FFF', 'LO', 'unknown'),
    );

    const keywords = ['00100010', '00101000', '60020022', '00091001', '00080FFF'].map(
      (path) => valueAt(content, path).keyword,
    );
    expect(keywords).toEqual(['PatientName', 'OtherPatientIDs', 'OverlayDescription', '', '']);
  });

  it('holds texts and bytes in file order, but no single numbers or tags, no pictures and no empty values', async () => {
    const content = await contentWith(
      element('00080081', 'ST', ''),
      element('00091001', 'UN', Buffer.from('some')),
      element('00091002', 'FD', [1]),
      element('00280009', 'AT', Buffer.from('18006310', 'hex')),
      nested,
      element('60003000', 'OW', Buffer.alloc(512, 1)),
      element('60003001', 'OW', Buffer.alloc(512, 1)),
    );

    const paths = pathsOf(content);
    expect(paths).toEqual(paths.toSorted());
    expect(paths).toContain('00091001');
    expect(paths).toContain('00400275.1.00400007');
    expect(paths).toContain('60003001');
    for (const absent of ['00080081', '00091002', '00280009', '00280010', '60003000', '7FE00010']) {
      expect(paths).not.toContain(absent);
    }
  });

  it.each(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'AT', 'SV', 'UV'])(
    'holds %s that are more than one measures with, of vendors sooner',
    async (vr) => {
      const numbers = (byteLength: number) => Buffer.alloc(byteLength, 'numbers ');

      const content = await contentWith(
        element('00091001', vr, numbers(16)),
        element('00091002', vr, numbers(24)),
        element('00189999', vr, numbers(64)),
        element('0018999A', vr, numbers(72)),
        element('60003000', vr, numbers(512)),
      );

      const paths = pathsOf(content).filter((path) => /^0009|^00189|^6000/.test(path));
      expect(paths).toEqual(['00091002', '0018999A']);
      expect(valueAt(content, '00091002')).toMatchObject({ vr, bytes: numbers(24), isCut: false });
      expect(valueAt(content, '00091002').text).toBeUndefined();
    },
  );

  it('holds what is written as text in a place for numbers or pictures', async () => {
    const content = await contentOf({
      pixelData: element('7FE00010', 'UT', 'no picture'),
      without: ['00280010', '00280011'],
      extra: [element('00090000', 'LT', 'no length')],
    });

    expect(textAt(content, '7FE00010')).toBe('no picture');
    expect(textAt(content, '00090000')).toBe('no length ');
  });

  it.each([
    ['ISO_IR 100', Buffer.from('M\xfcller ', 'latin1'), 'Müller '],
    ['ISO_IR 192', Buffer.from('Müller '), 'Müller '],
    ['ISO 2022 IR 6\\ISO 2022 IR 87', Buffer.from('\x1b$B;3ED\x1b(B', 'latin1'), '山田'],
  ])('decodes with %s, and then a character is not known to be a byte', async (charset, value, text) => {
    const content = await contentOf({ charset, extra: [element('00081030', 'LO', value)] });

    expect(valueAt(content, '00081030')).toMatchObject({ text, isByteForByte: false });
  });

  it('decodes an item with the character set that the item names', async () => {
    const item = [
      element('00080005', 'CS', 'ISO_IR 100'),
      element('00400007', 'LO', Buffer.from('\xe9\xe8', 'latin1')),
    ];

    const content = await contentWith(sequence('00400275', [item, [element('00400007', 'LO', 'é')]]));

    expect(textAt(content, '00400275.0.00400007')).toBe('éè');
    expect(textAt(content, '00400275.1.00400007')).toBe('é');
  });

  it('decodes also the VRs that no character set should affect', async () => {
    const content = await contentWith(element('00080070', 'CS', 'MÜLL'));

    expect(textAt(content, '00080070')?.trim()).toBe('MÜLL');
  });

  it('tells whose a private element is, by the creator in the same data set or item', async () => {
    const item = [element('00090010', 'LO', 'INNER'), element('00091001', 'LO', 'a'), element('00091101', 'LO', 'b')];

    const content = await contentWith(
      vendor,
      element('00091001', 'OB', Buffer.alloc(4000, 1)),
      element('00092001', 'LO', 'no creator'),
      sequence('00400275', [item, [element('00091001', 'LO', 'not inherited')]]),
    );

    expect(valueAt(content, '00091001').privateCreator).toBe('SYNTHETIC VENDOR');
    expect(valueAt(content, '00400275.0.00091001').privateCreator).toBe('INNER');
    for (const path of ['00090010', '00092001', '00100010', '00400275.0.00091101', '00400275.1.00091001']) {
      expect(valueAt(content, path)).not.toHaveProperty('privateCreator');
    }
  });

  it('reaches into a private sequence and into UN of undefined length (PS3.5 6.2.2)', async () => {
    const items = encodeElements([privateSequence], implicitLittleEndian).subarray(8);
    const unknownHeader = elementHeader({ tag: '00091010', vr: 'UN' }, 0xffffffff, explicitLittleEndian);

    const asSequence = await contentWith(privateSequence);
    const asUnknown = await contentWith(raw(Buffer.concat([unknownHeader, items])));

    expect(textAt(asSequence, '00091010.0.00081030')).toBe('Hidden note ');
    expect(textAt(asUnknown, '00091010.0.00081030')).toBe('Hidden note ');
  });

  it('knows the VR of a known attribute that is written as UN', async () => {
    const content = await contentWith(element('00081030', 'UN', Buffer.from('Note')));

    expect(valueAt(content, '00081030')).toMatchObject({ vr: 'LO', text: 'Note' });
  });

  it('holds fragments that are no pixel data as they lie in the file, item headers and offset table included', async () => {
    const parts = [Buffer.from('in a table'), Buffer.from('one '), Buffer.from('two ')];
    const { bytes } = makeCt({ extra: [{ ...fragments(parts), tag: '00091001' }] });

    const content = await readContent(bytes, { chunkBytes: 3 });

    const { offset, length, ...value } = valueAt(content, '00091001');
    expect(value.bytes).toEqual(bytes.subarray(offset, offset + length));
    expect(value.bytes.toString('latin1')).toMatch(/in a table.*one .*two $/s);
    expect(value.isCut).toBe(false);
    expect(content.segments).toEqual([]);
  });

  it('is told of a finished reader that was asked to capture it, and of no other', async () => {
    const { bytes } = makeCt();
    const forgetful = new Part10Reader();
    await forgetful.push(bytes);
    await forgetful.finish();
    const unfinished = new Part10Reader({ capture: true });
    await unfinished.push(bytes);

    expect(() => forgetful.content()).toThrow('not told to capture');
    expect(() => unfinished.content()).toThrow('before the whole file');
  });

  it('leaves the header as it is without', async () => {
    const { bytes } = makeCt({ extra: [element('00091001', 'UN', Buffer.alloc(5000)), nested] });
    const [with_, without] = [new Part10Reader({ capture: true }), new Part10Reader()];
    await with_.push(bytes);
    await without.push(bytes);

    expect(await with_.finish()).toEqual(await without.finish());
  });
});

describe('the head of the file', () => {
  it('is told with its preamble as received', async () => {
    const preamble = Buffer.alloc(128, 'MZ');

    const content = await readContent(makeCt({ file: { preamble } }).bytes, { chunkBytes: 50 });

    expect(content.preamble).toEqual(preamble);
  });

  const withPrivate = [
    ...fileMeta({}),
    element('00020016', 'AE', 'SENDER'),
    element('00020100', 'UI', '2.25.7'),
    element('00020102', 'OB', Buffer.alloc(3000, 'private')),
  ];

  it.each([
    ['explicit', withPrivate],
    ['implicit', [raw(encodeElements(withPrivate, implicitLittleEndian))]],
  ])('is told with all of its %s meta information but the group length', async (_, meta) => {
    const { bytes } = makeCt({ file: { meta } });

    const { fileMeta: values } = await readContent(bytes, { chunkBytes: 40 });

    const tags = ['01', '02', '10', '12', '13', '16'].map((each) => `000200${each}`);
    expect(values.map(({ path }) => path)).toEqual([...tags, '00020100', '00020102']);
    expect(values.find(({ path }) => path === '00020016')).toMatchObject({
      vr: 'AE',
      keyword: 'SourceApplicationEntityTitle',
      text: 'SENDER',
      isByteForByte: true,
    });
    for (const { offset, length, bytes: value } of values) {
      expect(value).toEqual(bytes.subarray(offset, offset + length));
    }
  });

  it('can be read where it is in no character set that it may be in', async () => {
    const meta = [...fileMeta({}), element('00020016', 'AE', 'MÜLLER')];

    const { fileMeta: values } = await readContent(makeCt({ file: { meta } }).bytes);

    expect(values.at(-1)).toMatchObject({ path: '00020016', text: 'MÜLLER ', isByteForByte: false });
  });
});

describe('whatever the chunks', () => {
  const extra = [
    vendor,
    element('00091001', 'UN', Buffer.alloc(3000, 'blob')),
    element('00420011', 'OB', Buffer.alloc(5000, '%PDF-1.7 ')),
    nested,
    { ...fragments([Buffer.alloc(0), Buffer.from('fragment')]), tag: '00091002' },
    element('FFFCFFFC', 'OB', Buffer.alloc(1500, 'pad')),
  ];
  const jpeg = Buffer.from('ffd8ffe000084a4649460000fffe000c6120636f6d6d656e7421ffda0102ffd9', 'hex');
  const files = [
    makeCt({ extra }),
    ...[...layouts.map(([, uid]) => uid), transferSyntaxes.deflated].map((transferSyntaxUid) =>
      makeCt({ extra: extra.slice(0, 4), transferSyntaxUid }),
    ),
    makeCt({
      extra,
      transferSyntaxUid: transferSyntaxes.jpegBaseline,
      pixelData: fragments([Buffer.alloc(0), jpeg.subarray(0, 10), jpeg.subarray(10)]),
    }),
  ].map(({ bytes }) => bytes);

  it('one byte at a time gives the same content', async () => {
    for (const bytes of files) expect(await readContent(bytes, { chunkBytes: 1 })).toEqual(await readContent(bytes));
  });

  it('any split gives the same content', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 40 });

    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), sizes, async (bytes, split) => {
        const reader = new Part10Reader({ capture: true });
        let at = 0;
        for (const size of split) {
          await reader.push(bytes.subarray(at, at + size));
          at += size;
        }
        await reader.push(bytes.subarray(at));
        await reader.finish();

        expect(reader.content()).toEqual(await readContent(bytes));
      }),
    );
  });
});
