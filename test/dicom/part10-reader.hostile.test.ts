import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readerLimits } from '../../shared/dicom/reader-limits.ts';
import { type CtSpec, makeCt } from '../makers/make-ct.ts';
import {
  type ElementSpec,
  element,
  elementHeader,
  encodeElements,
  explicitBigEndian,
  explicitLittleEndian,
  fragments,
  implicitLittleEndian,
  raw,
  sequence,
} from '../makers/part10.ts';
import { fileMeta, part10File, part10Head, transferSyntaxes } from '../makers/part10-file.ts';
import { readBytes, refusalOf } from './read-bytes.ts';

const ctWith = (extra: readonly ElementSpec[], spec: CtSpec = {}): Buffer => makeCt({ ...spec, extra }).bytes;
const ctMeta = (meta: readonly ElementSpec[]): Buffer => makeCt({ file: { meta } }).bytes;
const after = (bytes: string): Buffer => makeCt({ file: { trailing: Buffer.from(bytes, 'latin1') } }).bytes;
const jpeg = (parts: readonly Buffer[], end = true): Buffer =>
  makeCt({ transferSyntaxUid: transferSyntaxes.jpegBaseline, pixelData: fragments(parts, end) }).bytes;
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const metaWithout = (tag: string): ElementSpec[] =>
  fileMeta({}).filter((each) => each.kind !== 'value' || each.tag !== tag);
const metaWith = (...extra: ElementSpec[]): ElementSpec[] => [...metaWithout('00020000'), ...extra];

type Case = readonly [what: string, make: () => Buffer, expected: string];

const containers: readonly Case[] = [
  ['an empty file', () => Buffer.alloc(0), 'not-dicom'],
  ['less than a preamble', () => Buffer.alloc(100), 'not-dicom'],
  ['preamble and magic only', () => Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')]), 'transfer-syntax-missing'],
  ['a wrong magic word', () => Buffer.concat([Buffer.alloc(128), Buffer.from('DICX'), Buffer.alloc(64)]), 'not-dicom'],
  ['a data set without preamble', () => makeCt().bytes.subarray(132), 'no-preamble'],
  ['JSON', () => Buffer.from('{"00080018":{"vr":"UI"}}'.padEnd(200)), 'not-dicom'],
  ['a JPEG', () => Buffer.concat([hex('ffd8ffe0'), Buffer.alloc(300)]), 'not-dicom'],
  ['a program in the preamble', () => makeCt({ file: { preamble: Buffer.alloc(128, 'MZ') } }).bytes, 'read'],
  ['a DICOMDIR', () => ctMeta(fileMeta({ sopClassUid: '1.2.840.10008.1.3.10' })), 'media-directory'],
  ['text after the data set', () => after('\0\0\0\0\0\0\0\0and then this'), 'trailing-bytes'],
  ['a ZIP after the data set', () => after('PK\x03\x04\x14\0\0\0\x08\0'), 'element-invalid'],
  ['a second instance after the first', () => Buffer.concat([makeCt().bytes, makeCt().bytes]), 'trailing-bytes'],
  ['a few odd bytes after the data set', () => after('abc'), 'truncated'],
];

const metas: readonly Case[] = [
  ['no group length', () => ctMeta(metaWithout('00020000')), 'read'],
  ['a group length of zero', () => ctMeta([element('00020000', 'UL', [0]), ...metaWith()]), 'read'],
  ['a huge group length', () => ctMeta([element('00020000', 'UL', [0xfffffff0]), ...metaWith()]), 'read'],
  ['no transfer syntax', () => ctMeta(metaWithout('00020010')), 'transfer-syntax-missing'],
  ['a private transfer syntax', () => ctMeta(fileMeta({ transferSyntaxUid: '1.2.3.4' })), 'transfer-syntax-unknown'],
  ['another instance', () => ctMeta(fileMeta({ sopInstanceUid: '2.25.1' })), 'read'],
  [
    'a value of 2 GB',
    () => ctMeta(metaWith(element('00020102', 'ZZ', hex('00'), { length: 0x7fffffff }))),
    'file-meta-invalid',
  ],
  [
    'a value of 2 GB as OB',
    () => ctMeta(metaWith(element('00020102', 'OB', hex('00'), { length: 0x7fffffff }))),
    'file-meta-invalid',
  ],
  [
    'its transfer syntax twice',
    () => ctMeta(metaWith(element('00020010', 'UI', '1.2.840.10008.1.2'))),
    'file-meta-invalid',
  ],
  ['implicit VR', () => ctMeta([raw(encodeElements(metaWith(), implicitLittleEndian))]), 'read'],
  [
    'little endian promised, big endian given',
    () => makeCt({ file: { encoding: explicitBigEndian } }).bytes,
    'truncated',
  ],
  [
    'explicit promised, implicit given',
    () => makeCt({ file: { encoding: implicitLittleEndian } }).bytes,
    'element-invalid',
  ],
];

const elements: readonly Case[] = [
  [
    'a length past the end',
    () => makeCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(8), { length: 4096 }) }).bytes,
    'truncated',
  ],
  [
    'a length of FFFFFFFE',
    () => makeCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(8), { length: 0xfffffffe }) }).bytes,
    'truncated',
  ],
  ['text longer than the file', () => ctWith([element('00204000', 'UT', 'x', { length: 0x00100000 })]), 'truncated'],
  [
    'an undefined length of UT',
    () => ctWith([element('00204000', 'UT', 'x', { length: 0xffffffff })]),
    'element-invalid',
  ],
  ['an odd length', () => ctWith([element('00081030', 'LO', Buffer.from('odd'))]), 'read'],
  ['an unknown VR', () => ctWith([element('00091001', 'ZZ', Buffer.alloc(0)), raw(Buffer.alloc(0))]), 'truncated'],
  ['a VR of no letters', () => ctWith([element('00091001', '\x01\x02', Buffer.alloc(2))]), 'element-invalid'],
  [
    'reserved bytes that are not zero',
    () => ctWith([element('00091001', 'OB', Buffer.alloc(2), { reserved: 0xffff })]),
    'read',
  ],
  [
    'a study UID twice',
    () => ctWith([raw(encodeElements([element('0020000D', 'UI', '2.25.9')], explicitLittleEndian))]),
    'uid-conflict',
  ],
  [
    'a patient ID twice',
    () => ctWith([raw(encodeElements([element('00100020', 'LO', 'SYN-2')], explicitLittleEndian))]),
    'element-duplicate',
  ],
  ['group 0001', () => ctWith([element('00010001', 'LO', 'x ')]), 'element-invalid'],
  ['group FFFF', () => ctWith([element('FFFF0010', 'LO', 'x ')]), 'element-invalid'],
  ['rows as UL', () => ctWith([element('00280010', 'UL', [16])]), 'read'],
  [
    'a backslash a million times',
    () =>
      ctWith([element('00081030', 'LO', '\\'.repeat(1e6))], {
        transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      }),
    'read',
  ],
  [
    'a number of 4 MB',
    () =>
      ctWith([element('00201041', 'DS', '1'.repeat(4e6))], {
        transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      }),
    'read',
  ],
  ['numbers that are none', () => ctWith([element('00201041', 'DS', '1e999999\\NaN\\0x10\\ \\--1')]), 'read'],
  [
    'a name of 17 MB',
    () =>
      ctWith([element('00100010', 'PN', 'x'.repeat(17 * 1024 * 1024))], {
        transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
      }),
    'text-too-large',
  ],
];

const reference = [element('00081155', 'UI', '2.25.9')];
const undelimited = { undefinedLength: true, endDelimiter: false };
const sequenceHeader = (length: number): Buffer =>
  elementHeader({ tag: '00081115', vr: 'SQ' }, length, explicitLittleEndian);

const sequences: readonly Case[] = [
  ['an empty sequence', () => ctWith([sequence('00081115', [])]), 'read'],
  [
    'no sequence end',
    () => ctWith([sequence('00081115', [reference], undelimited)], { without: ['7FE00010'] }),
    'sequence-invalid',
  ],
  [
    'a delimiter with a length',
    () => ctWith([sequence('00081115', [], undelimited), raw(hex('feffdde004000000'))]),
    'sequence-invalid',
  ],
  [
    'an item beyond its sequence',
    () => ctWith([raw(Buffer.concat([sequenceHeader(8), hex('feff00e0 10000000')]))]),
    'sequence-invalid',
  ],
  [
    'an element beyond its item',
    () => ctWith([raw(Buffer.concat([sequenceHeader(16), hex('feff00e0 08000000 08005511 5549 2000')]))]),
    'sequence-invalid',
  ],
  [
    'something else for an item',
    () => ctWith([raw(Buffer.concat([sequenceHeader(8), hex('0800551100000000')]))]),
    'sequence-invalid',
  ],
  ['an item at the top', () => ctWith([raw(hex('feff00e000000000'))]), 'sequence-invalid'],
  [
    'a delimiter within a defined length',
    () => ctWith([raw(Buffer.concat([sequenceHeader(16), hex('feff00e0 08000000 feff0de0 00000000')]))]),
    'sequence-invalid',
  ],
];

const pixels: readonly Case[] = [
  [
    'a product beyond 2^53',
    () =>
      ctWith([
        element('00280010', 'US', [65535]),
        element('00280011', 'US', [65535]),
        element('00280002', 'US', [65535]),
        element('00280100', 'US', [65535]),
      ]),
    'read',
  ],
  ['a thousand million frames', () => ctWith([element('00280008', 'IS', '1000000000')]), 'read'],
  [
    'native pixels in a compressed syntax',
    () => makeCt({ transferSyntaxUid: transferSyntaxes.jpegBaseline }).bytes,
    'pixel-data-inconsistent',
  ],
  [
    'fragments in a native syntax',
    () => makeCt({ pixelData: fragments([Buffer.alloc(0), Buffer.alloc(8)]) }).bytes,
    'pixel-data-inconsistent',
  ],
  ['an offset out of range', () => jpeg([hex('00000000 ff000000'), hex('ffd8ffe0')]), 'pixel-data-inconsistent'],
  ['no sequence end', () => jpeg([Buffer.alloc(0), hex('ffd8ffe0')], false), 'truncated'],
  [
    'a fragment past the end',
    () => Buffer.concat([jpeg([Buffer.alloc(0)], false), hex('feff00e0 ff000000 ffd8')]),
    'truncated',
  ],
  ['an odd fragment', () => jpeg([Buffer.alloc(0), hex('ffd8ff')]), 'read'],
  ['two kinds of pixels', () => ctWith([element('7FE00008', 'OF', [1])]), 'pixel-data-inconsistent'],
];

const deflatedHead = (): Buffer => part10Head({ transferSyntaxUid: transferSyntaxes.deflated });

const deflated: readonly Case[] = [
  ['garbage', () => Buffer.concat([deflatedHead(), Buffer.alloc(64, 0xff)]), 'deflate-invalid'],
  ['a cut stream', () => makeCt({ transferSyntaxUid: transferSyntaxes.deflated }).bytes.subarray(0, -20), 'truncated'],
  [
    'bytes behind the stream',
    () => makeCt({ transferSyntaxUid: transferSyntaxes.deflated, file: { trailing: Buffer.from('hidden') } }).bytes,
    'trailing-bytes',
  ],
  [
    'one even-making NUL',
    () => makeCt({ transferSyntaxUid: transferSyntaxes.deflated, file: { trailing: Buffer.alloc(1) } }).bytes,
    'read',
  ],
];

const uids: readonly Case[] = [
  ['an empty study UID', () => makeCt({ studyUid: '' }).bytes, 'uid-missing'],
  ['no series UID', () => makeCt({ without: ['0020000E'] }).bytes, 'uid-missing'],
  ['a UID of 65 characters', () => makeCt({ studyUid: `1.${'2'.repeat(63)}` }).bytes, 'uid-invalid'],
  ['a leading zero', () => makeCt({ studyUid: '1.02.3' }).bytes, 'uid-invalid'],
  ['a way up the folders', () => makeCt({ studyUid: '../../etc/passwd' }).bytes, 'uid-invalid'],
  ['a line break', () => makeCt({ studyUid: '1.2\r\n3' }).bytes, 'uid-invalid'],
  ['two values', () => makeCt({ studyUid: '1.2\\1.3' }).bytes, 'uid-invalid'],
];

describe('the Part 10 reader answers bad input with one clear code', () => {
  describe.each(Object.entries({ containers, metas, elements, sequences, pixels, deflated, uids }))(
    '%s',
    (_, cases) => {
      it.each(cases)('%s', async (_what, make, expected) => {
        const bytes = make();

        const refusal = await refusalOf(bytes);

        expect(refusal).toBe(expected);
      });
    },
  );
});

describe('the Part 10 reader keeps its limits', () => {
  const openSequence = hex('080015115351 0000 ffffffff feff00e0 ffffffff');

  it('refuses sequences nested 100 000 deep', async () => {
    const bytes = part10File({ elements: [raw(Buffer.concat(Array(100_000).fill(openSequence)))] });

    expect(await refusalOf(bytes)).toBe('too-deep');
  });

  it('reads sequences nested as deep as allowed', async () => {
    const nested = Array.from({ length: readerLimits.maxDepth }).reduce<ElementSpec[]>(
      (inner) => [sequence('00081115', [inner], { undefinedLength: true })],
      [],
    );

    expect(await refusalOf(ctWith(nested))).toBe('read');
    expect(await refusalOf(ctWith([sequence('00081115', [nested])]))).toBe('too-deep');
  });

  it('refuses a million elements', async () => {
    const element = hex('080000105348 0000');

    expect(await refusalOf(part10File({ elements: [raw(Buffer.concat(Array(1_000_000).fill(element)))] }))).toBe(
      'too-many-elements',
    );
  });

  it('refuses a million items', async () => {
    const items = Buffer.concat(Array(1_000_000).fill(hex('feff00e000000000')));

    expect(await refusalOf(ctWith([raw(Buffer.concat([sequenceHeader(items.length), items]))]))).toBe('too-many-items');
  });

  it('stops a deflate bomb soon after its limit', async () => {
    const pixels = elementHeader({ tag: '7FE00010', vr: 'OW' }, 256 * 1024 * 1024, explicitLittleEndian);
    const bomb = deflateRawSync(Buffer.concat([pixels, Buffer.alloc(256 * 1024 * 1024)]));

    expect(await refusalOf(Buffer.concat([deflatedHead(), bomb]))).toBe('inflated-too-large');
  });

  it('refuses values beyond the number that an instance may hold', async () => {
    const limits = { ...readerLimits, maxValues: 10 };

    expect(await refusalOf(makeCt().bytes, limits)).toBe('too-many-values');
  });

  it.each([
    ['maxTextBytes', 'text-too-large'],
    ['maxHeaderBytes', 'header-too-large'],
  ])('refuses what is beyond %s in all', async (limit, expected) => {
    const limits = { ...readerLimits, [limit]: 100 };

    expect(await refusalOf(makeCt().bytes, limits)).toBe(expected);
  });

  it('refuses a header beyond the time that it may take', async () => {
    const limits = { ...readerLimits, maxParseMilliseconds: 0 };
    const many = Array.from({ length: 5000 }, () => [element('00081155', 'UI', '2.25.9')]);

    expect(await refusalOf(ctWith([sequence('00081140', many)]), limits)).toBe('parse-time-exceeded');
  });

  it('never puts a value into its message', async () => {
    const bytes = makeCt({ studyUid: 'Secret^Name' }).bytes;

    await expect(readBytes(bytes)).rejects.toThrow(/^\(0020,000D\) is no UID \(PS3\.5 9\.1\)$/);
  });
});
