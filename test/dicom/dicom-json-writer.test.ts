import { describe, expect, it } from 'vitest';
import type { DicomJsonAttribute } from '../../shared/dicom/dicom-json.ts';
import { makeCt } from '../makers/make-ct.ts';
import { type ElementSpec, element, encodeElements, implicitLittleEndian, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes } from './read-bytes.ts';

async function written(spec: ElementSpec, transferSyntaxUid: string = transferSyntaxes.explicitLittleEndian) {
  const tag = spec.kind === 'raw' ? '' : spec.tag;
  const { dicomJson } = await readBytes(makeCt({ extra: [spec], transferSyntaxUid }).bytes);
  return dicomJson[tag];
}

const cases: readonly (readonly [what: string, spec: ElementSpec, expected: DicomJsonAttribute])[] = [
  ['keeps an empty attribute', element('00081030', 'LO', ''), { vr: 'LO' }],
  ['keeps an attribute of spaces as empty', element('00081030', 'LO', '  '), { vr: 'LO' }],
  ['strips padding', element('00081030', 'LO', ' ab  '), { vr: 'LO', Value: ['ab'] }],
  ['keeps the leading spaces of paragraphs', element('00204000', 'LT', ' a\\b'), { vr: 'LT', Value: [' a\\b'] }],
  ['parts values, null for an empty one', element('00080008', 'CS', 'A\\\\B '), { vr: 'CS', Value: ['A', null, 'B'] }],
  ['replaces a NUL in text', element('00081030', 'LO', Buffer.from('a\0b ')), { vr: 'LO', Value: ['a\uFFFDb'] }],
  ['strips a UID\u2019s NUL', element('00081150', 'UI', Buffer.from('1.2\0')), { vr: 'UI', Value: ['1.2'] }],
  ['makes numbers of DS', element('00201041', 'DS', '-1.50\\+2e3\\ 7 '), { vr: 'DS', Value: [-1.5, 2000, 7] }],
  [
    'keeps DS that a number would round',
    element('00201041', 'DS', '0.1234567890123456789'),
    { vr: 'DS', Value: ['0.1234567890123456789'] },
  ],
  [
    'keeps DS that is no number',
    element('00201041', 'DS', '1e9999\\NaN\\0x1\\1e-999'),
    { vr: 'DS', Value: ['1e9999', 'NaN', '0x1', '1e-999'] },
  ],
  ['makes numbers of IS', element('00201206', 'IS', '12\\-3'), { vr: 'IS', Value: [12, -3] }],
  ['reads signed numbers', element('00189219', 'SS', [-2, 3]), { vr: 'SS', Value: [-2, 3] }],
  ['reads SL', element('00186020', 'SL', [-70000]), { vr: 'SL', Value: [-70000] }],
  ['reads FD', element('00189087', 'FD', [0.1]), { vr: 'FD', Value: [0.1] }],
  [
    'names what is no finite number',
    element('00189087', 'FD', [Number.NaN, Number.NEGATIVE_INFINITY]),
    { vr: 'FD', Value: ['NaN', '-Infinity'] },
  ],
  [
    'keeps the digits of UV',
    element('00143081', 'UV', [2n ** 63n, 5n]),
    { vr: 'UV', Value: ['9223372036854775808', 5] },
  ],
  ['writes AT as hex', element('00280009', 'AT', [0x00181063]), { vr: 'AT', Value: ['00181063'] }],
  [
    'groups a name',
    element('00081070', 'PN', 'A^B^^=漢^字=か'),
    { vr: 'PN', Value: [{ Alphabetic: 'A^B', Ideographic: '漢^字', Phonetic: 'か' }] },
  ],
  ['leaves empty name groups out', element('00081070', 'PN', '=漢'), { vr: 'PN', Value: [{ Ideographic: '漢' }] }],
  [
    'ignores name groups past the third',
    element('00081070', 'PN', `a${'='.repeat(1000)}b`),
    { vr: 'PN', Value: [{ Alphabetic: 'a' }] },
  ],
  [
    'gives null for an empty name among names',
    element('00081070', 'PN', 'A\\^^\\B'),
    { vr: 'PN', Value: [{ Alphabetic: 'A' }, null, { Alphabetic: 'B' }] },
  ],
  [
    'puts small binary inline',
    element('00420011', 'OB', Buffer.from([1, 2, 3, 4])),
    { vr: 'OB', InlineBinary: 'AQIDBA==' },
  ],
  ['points to larger binary', element('00420011', 'OB', Buffer.alloc(1026)), { vr: 'OB', BulkDataURI: '00420011' }],
  ['points to long text', element('00204000', 'UT', 'x'.repeat(20_000)), { vr: 'UT', BulkDataURI: '00204000' }],
  [
    'never points to a name',
    element('00081070', 'PN', 'x'.repeat(20_000)),
    { vr: 'PN', Value: [{ Alphabetic: 'x'.repeat(20_000) }] },
  ],
  [
    'keeps an unknown private value as binary',
    element('00091001', 'UN', Buffer.from('ab')),
    { vr: 'UN', InlineBinary: 'YWI=' },
  ],
  ['keeps an empty sequence', sequence('00081115', []), { vr: 'SQ' }],
  ['writes an empty item as an empty object', sequence('00081115', [[], []]), { vr: 'SQ', Value: [{}, {}] }],
];

describe('DICOM JSON (PS3.18 Annex F)', () => {
  it.each(cases)('%s', async (_, spec, expected) => {
    expect(await written(spec)).toEqual(expected);
  });

  it.each([
    ['OW', Buffer.from([1, 2, 3, 4]), 'AgEEAw=='],
    ['OL', Buffer.from([1, 2, 3, 4]), 'BAMCAQ=='],
    ['OB', Buffer.from([1, 2, 3, 4]), 'AQIDBA=='],
  ])('turns the words of %s in a big endian file', async (vr, bytes, expected) => {
    const attribute = await written(element('00091001', vr, bytes), transferSyntaxes.explicitBigEndian);

    expect(attribute).toEqual({ vr, InlineBinary: expected });
  });

  it('says that its text is UTF-8, whatever the file had', async () => {
    const name = Buffer.from('J\xe9r\xf4me ', 'latin1');

    const { dicomJson } = await readBytes(makeCt({ charset: 'ISO_IR 100', patientName: name }).bytes);

    expect(dicomJson['00080005']).toEqual({ vr: 'CS', Value: ['ISO_IR 192'] });
    expect(dicomJson['00100010']?.Value).toEqual([{ Alphabetic: 'Jérôme' }]);
  });

  it('reads an item in its own character set, and its neighbour in that of the data set', async () => {
    const cyrillic = [element('00080005', 'CS', 'ISO_IR 144'), element('00081030', 'LO', Buffer.from([0xbb, 0xee]))];
    const plain = [element('00081030', 'LO', Buffer.from([0xe9, 0x20]))];
    const ct = makeCt({ charset: 'ISO_IR 100', extra: [sequence('00081115', [cyrillic, plain])] });

    const { dicomJson } = await readBytes(ct.bytes);

    expect(dicomJson['00081115']?.Value).toMatchObject([
      { '00081030': { Value: ['Лю'] } },
      { '00081030': { Value: ['é'] } },
    ]);
  });

  it('leaves group lengths and group 0002 out', async () => {
    const { dicomJson } = await readBytes(makeCt({ extra: [element('00080000', 'UL', [4])] }).bytes);

    expect(Object.keys(dicomJson).filter((tag) => tag.endsWith('0000') || tag.startsWith('0002'))).toEqual([]);
  });

  it('is not blinded by known attributes that are written as UN (PS3.5 6.2.2)', async () => {
    const items = encodeElements([element('00081155', 'UI', '2.25.9')], implicitLittleEndian);
    const length = Buffer.of(items.length, 0, 0, 0);
    const hidden = element('00081140', 'UN', Buffer.concat([Buffer.from('feff00e0', 'hex'), length, items]));
    const name = element('00100010', 'UN', Buffer.from('Hidden^Name '));

    const { dicomJson } = await readBytes(makeCt({ extra: [name, hidden] }).bytes);

    expect(dicomJson['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'Hidden^Name' }] });
    expect(dicomJson['00081140']).toEqual({ vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['2.25.9'] } }] });
  });

  it('gives implicit elements the VR of the dictionary, and lets Pixel Representation choose', async () => {
    const padding = element('00280120', 'SS', [-5]);
    const signed = element('00280103', 'US', [1]);
    const overlay = element('60020010', 'US', [7]);
    const unknown = element('00091001', 'LO', 'ab');
    const creator = element('00090010', 'LO', 'Synthetic maker ');
    const ct = makeCt({
      transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      extra: [signed, padding, overlay, unknown, creator],
    });

    const { dicomJson } = await readBytes(ct.bytes);

    expect(dicomJson['00280120']).toEqual({ vr: 'SS', Value: [-5] });
    expect(dicomJson['60020010']).toEqual({ vr: 'US', Value: [7] });
    expect(dicomJson['00091001']).toEqual({ vr: 'UN', InlineBinary: 'YWI=' });
    expect(dicomJson['00090010']).toEqual({ vr: 'LO', Value: ['Synthetic maker'] });
  });
});
