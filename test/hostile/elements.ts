import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { ctWith, hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { element, elementHeader, encodeElements, explicitLittleEndian, raw } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import type { OfferedFile } from './offered-file.ts';

const notUnderstood = { status: 409, reason: failureReasons.cannotUnderstand };
const truncated = { status: 409, reason: failureReasons.truncated };
const uidInvalid = { status: 409, reason: failureReasons.uidInvalid };
const outOfResources = { status: 409, reason: failureReasons.outOfResources };
const implicit = { transferSyntaxUid: transferSyntaxes.implicitLittleEndian };
const unsigned = { ...implicit, without: ['00280103'] };
const fiveTexts = ['00080080', '00081030', '0008103E', '00081040', '00181030'];
const again = (...specs: Parameters<typeof element>[]) =>
  ctWith([
    raw(
      encodeElements(
        specs.map((spec) => element(...spec)),
        explicitLittleEndian,
      ),
    ),
  ]);
const manyOf = (count: number, bytes: Buffer): Buffer => Buffer.alloc(count * bytes.length, bytes);

/** Classes 24–39: elements (PS3.5 6 and 7). */
export const elements: readonly OfferedFile[] = [
  {
    class: '24',
    law: 'pixel data longer than the file are a cut file',
    make: () => hostileCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(8), { length: 4096 }) }),
    expect: truncated,
  },
  {
    class: '24',
    law: 'text longer than the file is a cut file',
    make: () => ctWith([element('00204000', 'UT', secret, { length: 0x00100000 })]),
    expect: truncated,
  },
  {
    class: '24',
    law: 'a file that ends inside an element header is a cut file',
    make: () => hostileCt().bytes.subarray(0, -512 - 4),
    expect: truncated,
  },
  {
    class: '25',
    law: 'a length of FFFFFFFE is a length, and longer than the file',
    make: () => hostileCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(8), { length: 0xfffffffe }) }),
    expect: truncated,
  },
  {
    class: '25',
    law: 'text of FFFFFFFE bytes is refused at its first byte',
    make: () => ctWith([element('00204000', 'UT', secret, { length: 0xfffffffe })]),
    expect: truncated,
  },
  {
    class: '26',
    law: 'text has no undefined length',
    make: () => ctWith([element('00204000', 'UT', secret, { length: 0xffffffff })]),
    expect: notUnderstood,
  },
  {
    class: '26',
    law: 'floating point numbers have no undefined length',
    make: () => ctWith([element('00660016', 'OF', Buffer.alloc(8), { length: 0xffffffff })]),
    expect: notUnderstood,
  },
  {
    class: '27',
    law: 'an odd length is a sloppy writer, not a doubt: it is kept as it is',
    make: () => ctWith([element('00081030', 'LO', Buffer.from('odd'))]),
    expect: 'stored',
  },
  {
    class: '28',
    law: 'an unknown VR of two capitals is laid out like UN (PS3.5 6.2.2)',
    make: () => ctWith([raw(Buffer.concat([hex('09000110 5a5a 0000 04000000'), Buffer.from('1234')]))]),
    expect: 'stored',
  },
  {
    class: '28',
    law: 'an unknown VR with a length of 16 bits cannot be told from a huge one',
    make: () => ctWith([element('00091001', 'ZZ', Buffer.from(secret))]),
    expect: truncated,
  },
  {
    class: '28',
    law: 'a VR of no letters is refused',
    make: () => ctWith([element('00091001', '\x01\x02', Buffer.alloc(2))]),
    expect: notUnderstood,
  },
  {
    class: '29',
    law: 'reserved bytes mean nothing, whatever they hold',
    make: () => ctWith([element('00091001', 'OB', Buffer.alloc(2), { reserved: 0xffff })]),
    expect: 'stored',
  },
  {
    class: '30',
    law: 'tags out of order, each there once, can be read in one way only',
    make: () =>
      ctWith([raw(encodeElements([element('00100040', 'CS', 'O')], explicitLittleEndian))], { without: ['00100040'] }),
    expect: 'stored',
  },
  {
    class: '31',
    law: 'two study UIDs are refused: the guard could read one and the viewer the other',
    make: () => again(['0020000D', 'UI', '2.25.9']),
    expect: uidInvalid,
  },
  {
    class: '31',
    law: 'two SOP Instance UIDs are refused',
    make: () => again(['00080018', 'UI', '2.25.9']),
    expect: uidInvalid,
  },
  {
    class: '31',
    law: 'two patient IDs are refused',
    make: () => again(['00100020', 'LO', `${secret}-2`]),
    expect: notUnderstood,
  },
  {
    class: '31',
    law: 'two kinds of pixel data with one tag are refused',
    make: () => again(['7FE00010', 'OW', Buffer.alloc(512)]),
    expect: notUnderstood,
  },
  {
    class: '32',
    law: 'group 0000 has no place in a file',
    make: () => ctWith([element('00000002', 'UI', '1.2.3 ')]),
    expect: notUnderstood,
  },
  {
    class: '32',
    law: 'group 0001 has no place in a file',
    make: () => ctWith([element('00010010', 'LO', secret)]),
    expect: notUnderstood,
  },
  {
    class: '32',
    law: 'file meta information has no place in a data set',
    make: () => again(['00020010', 'UI', transferSyntaxes.explicitBigEndian]),
    expect: notUnderstood,
  },
  {
    class: '32',
    law: 'group FFFF has no place in a file',
    make: () => ctWith([element('FFFF0010', 'LO', secret)]),
    expect: notUnderstood,
  },
  {
    class: '33',
    law: 'a private element without creator is kept: nothing here depends on whose it is',
    make: () => ctWith([element('00091001', 'LO', `${secret}BLOCK`)]),
    expect: 'stored',
  },
  {
    class: '33',
    law: 'two blocks of one creator are kept',
    make: () =>
      ctWith([
        element('00090010', 'LO', 'SAME'),
        element('00090011', 'LO', 'SAME'),
        element('00091001', 'LO', 'a '),
        element('00091101', 'LO', 'b '),
      ]),
    expect: 'stored',
  },
  {
    class: '33',
    law: 'two creators of one block are refused',
    make: () =>
      ctWith([element('00090010', 'LO', 'ONE '), element('00090010', 'LO', 'TWO '), element('00091001', 'LO', secret)]),
    expect: notUnderstood,
  },
  {
    class: '34',
    law: 'a million empty elements are refused at the 200 001st',
    make: () => ctWith([raw(manyOf(1_000_000, hex('11000110 5348 0000')))]),
    expect: outOfResources,
  },
  {
    class: '34',
    law: 'a million elements whose VR depends on another cost no more than others',
    make: () => ctWith([raw(manyOf(1_000_000, hex('28000601 02000000 0100')))], unsigned),
    expect: outOfResources,
  },
  {
    class: '34',
    law: 'as many written as UN cost no more either',
    make: () => ctWith([raw(manyOf(1_000_000, hex('28000601 554e 0000 02000000 0100')))], { without: ['00280103'] }),
    expect: outOfResources,
  },
  {
    class: '35',
    law: 'rows as UL are numbers that are compared, never multiplied into a size (CVE-2026-5442)',
    make: () => ctWith([element('00280010', 'UL', [0xffffffff]), element('00280011', 'UL', [0xffffffff])]),
    expect: 'stored',
  },
  {
    class: '35',
    law: 'rows as text are kept, and give no frames',
    make: () => ctWith([element('00280010', 'LO', 'sixteen ')]),
    expect: 'stored',
  },
  {
    class: '35',
    law: 'a number of frames that is a text is kept as a text',
    make: () => ctWith([element('00280008', 'DS', '1.5 ')]),
    expect: 'stored',
  },
  {
    class: '35',
    law: 'a patient name that is a sequence is kept, and is no name',
    make: () =>
      ctWith([raw(elementHeader({ tag: '00100010', vr: 'SQ' }, 0, explicitLittleEndian))], { without: ['00100010'] }),
    expect: 'stored',
  },
  {
    class: '36',
    law: 'a backslash a million times is a million values, which may be',
    make: () => headerOfManyValues(),
    expect: 'stored',
  },
  {
    class: '36',
    law: 'sixteen million values are refused before they are made',
    make: () => ctWith([element('00081030', 'LO', '\\'.repeat(15_900_000))], implicit),
    expect: outOfResources,
  },
  {
    class: '36',
    law: 'five times a million values are refused: an instance holds four million at most',
    make: () =>
      ctWith(
        fiveTexts.map((tag) => element(tag, 'LO', '\\'.repeat(1_000_000))),
        implicit,
      ),
    expect: outOfResources,
  },
  {
    class: '36',
    law: 'fifteen million attribute tags are refused before they are made',
    make: () => ctWith([element('00280009', 'AT', Buffer.alloc(60_000_000, 1))], implicit),
    expect: outOfResources,
  },
  {
    class: '37',
    law: 'a number of 4 MB is no number, and stays a text, of which the guard says that it was not all looked at',
    make: () => ctWith([element('00201041', 'DS', '1'.repeat(4e6))], implicit),
    expect: 'flagged',
    rule: 'not-all-inspected',
  },
  {
    class: '37',
    law: 'infinite, hexadecimal and other numbers that are none stay texts',
    make: () =>
      ctWith([
        element('00201041', 'DS', '1e999999\\NaN\\0x10\\ \\--1\\Infinity'),
        element('00200012', 'IS', '1e5\\9999999999999999 '),
      ]),
    expect: 'stored',
  },
  {
    class: '38',
    law: 'a length of 16 bits that wrapped around leaves text that reads as an element longer than the file',
    make: () => ctWith([element('00081030', 'LO', secret.repeat(6000))]),
    expect: truncated,
  },
  {
    class: '39',
    law: 'an element of 3 GB of which little comes reserves nothing',
    make: () => hostileCt({ pixelData: element('7FE00010', 'OW', Buffer.alloc(64), { length: 0xc0000000 }) }),
    expect: truncated,
  },
  {
    class: '39',
    law: 'a header value of 2 GB is refused at its first byte',
    make: () => ctWith([element('00280009', 'AT', Buffer.alloc(64), { length: 0x7ffffffe })], implicit),
    expect: outOfResources,
  },
];

/** As many values as may come in good will: a host's heap grows for them once. */
export function headerOfManyValues(): MadeInstance {
  return ctWith([element('00081030', 'LO', '\\'.repeat(1_000_000))], implicit);
}
