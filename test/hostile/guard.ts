import { freshUid } from '../makers/fresh-uid.ts';
import { ctWith, evened, filling, hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import type { CtSpec, MadeInstance } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import {
  type ElementSpec,
  element,
  encodeElements,
  explicitLittleEndian,
  fragments,
  raw,
  sequence,
} from '../makers/part10.ts';
import { fileMeta, transferSyntaxes } from '../makers/part10-file.ts';
import { type Answer, answerOf, joined } from './answer.ts';
import type { Attack } from './attack.ts';
import type { OfferedFile } from './offered-file.ts';
import { flagged, givenUp, held, offered, stored } from './offered-file.ts';
import { storeMultipart, type Target } from './target.ts';

const implicit = { transferSyntaxUid: transferSyntaxes.implicitLittleEndian };
/** A number that nobody has. */
const number = '212-45-6789';

/** A text in every place that detectors see: LT, UT, and bytes of unknown meaning, a megabyte together. */
function everywhere(text: string, spec: CtSpec = {}): MadeInstance {
  const bytes = Buffer.from(filling(text, 300_000));
  return ctWith(
    [
      element('00091001', 'UN', bytes),
      element('00091002', 'OB', bytes),
      element('00204000', 'LT', filling(text, 64_000)),
      element('0040A160', 'UT', bytes),
    ],
    spec,
  );
}

/** Letters of Base64 in an order that no text has. */
function noise(length: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let state = 4711;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return letters.charAt((state >>> 16) & 63);
  }).join('');
}

/** Elements of a private group that are two letters each, one after the other in the file. */
function shortValues(count: number): ElementSpec {
  const bytes = Buffer.alloc(count * 10, hex('09000010 5348 0200 6162'));
  for (let index = 0; index < count; index++) {
    bytes.writeUInt16LE(0x0009 + 2 * Math.floor(index / 0xe000), index * 10);
    bytes.writeUInt16LE(0x1000 + (index % 0xe000), index * 10 + 2);
  }
  return raw(bytes);
}

const slow: readonly OfferedFile[] = [
  ...[
    ['digits', '1234567890'],
    ['"1 A "', '1 A '],
    ['at signs', '@'],
    ['addresses that never end', 'a.a@a.'],
    ['brackets', '('],
    ['single letters', 'A '],
    ['house numbers', '1 Main St '],
    ['times', '00:'],
    ['URLs that begin', 'http://a:'],
    ['heads of tokens', 'eyJ.'],
    ['words for birth dates', 'DOB '],
    ['letters with accents of their own', 'a\u0301'],
  ].map(([what, text = '']) =>
    stored('G1', `a megabyte of ${what} takes no longer than other texts`, () => everywhere(text)),
  ),
  stored('G1', 'a megabyte of Base64 takes no longer than other texts', () => everywhere(noise(64_000))),
  stored('G1', '100 000 elements of two letters are looked at one by one', () => ctWith([shortValues(100_000)])),
  stored('G1', '200 000 values of one element are looked at together', () =>
    ctWith([element('00081030', 'LO', filling('ab\\', 600_000))], implicit),
  ),
  stored('G1', 'a megabyte that almost is the patient ID, letter by letter', () =>
    everywhere('A ', { patientId: `${'A'.repeat(63)}B` }),
  ),
  stored('G1', 'a megabyte that almost is each of sixteen patient IDs', () =>
    ctWith([
      element(
        '00101000',
        'LO',
        Array.from({ length: 16 }, (_, index) => 'A'.repeat(63) + 'BCDEFGHIJKLMNOPQ'.charAt(index)).join('\\'),
      ),
      element('0040A160', 'UT', filling('A ', 1_000_000)),
    ]),
  ),
  stored('G1', 'a name of a thousand words is looked for, and takes no longer than so many words', () =>
    everywhere('aa ab ac ', {
      patientName: Array.from({ length: 1_000 }, (_, index) => `n${noise(9 + (index % 9))}`).join(' '),
    }),
  ),
];

const many: readonly OfferedFile[] = [
  givenUp('G2', "a megabyte of the patient's own name is more than is judged, so it is held", () =>
    everywhere(`${secret} `),
  ),
  givenUp('G2', '20 001 identity numbers are more than are judged, so they are held', () => ctWith([numbers(20_001)])),
  held('G2', '20 000 identity numbers are held for what they are', () => ctWith([numbers(20_000)]), 'identity-number'),
  held(
    'G2',
    'an identity number behind a megabyte of nothing is found',
    () => ctWith([element('0040A160', 'UT', `${filling('nothing ', 1_000_000)} SSN ${number}`)]),
    'identity-number',
  ),
  flagged(
    'G2',
    'what lies behind two megabytes is not looked at, and the guard says so',
    () => ctWith([element('0040A160', 'UT', `${filling('nothing ', 2_000_008)} SSN ${number}`)]),
    'not-all-inspected',
  ),
];

function numbers(count: number): ElementSpec {
  const text = (_: unknown, index: number): string =>
    `212-${10 + (index % 89)}-${String(1_001 + Math.floor(index / 9))}`;
  return element('0040A160', 'UT', Array.from({ length: count }, text).join(' '));
}

const certificate = (bytes: Buffer): MadeInstance => ctWith([element('04000115', 'OB', evened(bytes))]);
const certificates: readonly OfferedFile[] = [
  stored('G6', 'a certificate of noise is none', () => certificate(Buffer.from(noise(200_000)))),
  stored('G6', 'a certificate whose lengths are gigabytes is none', () =>
    certificate(hex('3084ffffffff 3084fffffffe a003020102')),
  ),
  stored('G6', 'a certificate of 100 000 levels is none', () => certificate(Buffer.alloc(200_000, hex('3080')))),
  held(
    'G6',
    'a number in what is no certificate is found',
    () => certificate(Buffer.from(`0\x82\0\0SSN ${number} `, 'latin1')),
    'identity-number',
  ),
];

const jpeg = (...segments: readonly Buffer[]): MadeInstance =>
  hostileCt({
    transferSyntaxUid: transferSyntaxes.jpegBaseline,
    pixelData: fragments([
      Buffer.alloc(0),
      evened(Buffer.concat([hex('ffd8'), ...segments, hex('ffda 0008 01 01 00 00 3f 00 ffd9')])),
    ]),
  });
const segment = (marker: string, text: string, length = text.length + 2): Buffer => {
  const head = Buffer.concat([hex(marker), Buffer.alloc(2)]);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
};

const segments: readonly OfferedFile[] = [
  ...[0, 1, 2, 65_535].map((length) =>
    stored('G7', `an APP1 segment that says it has ${length} bytes is passed over as decoders do`, () =>
      jpeg(segment('ffe1', 'Exif\0\0', length)),
    ),
  ),
  stored('G7', '500 kB of fill bytes are no segment', () => jpeg(Buffer.alloc(500_000, 0xff))),
  flagged(
    'G7',
    '60 000 comments are more than are kept, and the guard says so',
    () => jpeg(...Array.from({ length: 60_000 }, (_, index) => segment('fffe', `slice ${index}`))),
    'not-all-inspected',
  ),
  held('G7', 'a number in a comment is found', () => jpeg(segment('fffe', `SSN ${number}`)), 'identity-number'),
  held(
    'G7',
    'a number in the last of 19 000 comments is found',
    () =>
      jpeg(
        ...Array.from({ length: 19_000 }, (_, index) => segment('fffe', `slice ${index}`)),
        segment('fffe', `SSN ${number}`),
      ),
    'identity-number',
  ),
];

const preamble = (start: Buffer | string): MadeInstance =>
  hostileCt({
    file: { preamble: Buffer.concat([Buffer.from(start as string, 'latin1'), Buffer.alloc(128)]).subarray(0, 128) },
  });
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

const preambles: readonly OfferedFile[] = [
  ...(
    [
      ['a macOS program', hex('cffaedfe 07000001')],
      ['a Java class', hex('cafebabe 00000034')],
      ['a WebAssembly program', hex('0061736d 01000000')],
      ['a Windows shortcut', hex('4c000000 01140200')],
      ['a gzip', hex('1f8b0800')],
      ['a 7z', hex('377abcaf271c')],
      ['an OLE document', hex('d0cf11e0a1b11ae1')],
      ['an RTF document', Buffer.from('{\\rtf1')],
      ['a batch file behind noise', Buffer.from(`${secret}\r\n@echo off`)],
      ['PHP behind noise', Buffer.from(`${secret} <?php`)],
      ['a web page in UTF-16', wide('<html>')],
      ['a PDF behind noise', Buffer.from(`${secret} %PDF-1.7`)],
    ] as const
  ).map(([what, start]) => held('6', `${what} in the preamble is held`, () => preamble(start), 'executable-preamble')),
  flagged(
    '6',
    'a text in the preamble is flagged, and not stored',
    () => preamble(`written by ${secret}PROGRAM`),
    'unknown-preamble',
  ),
  held('6', 'a number in the preamble is found', () => preamble(`SSN ${number}`), 'identity-number'),
];

/** Group 0002 with private information (PS3.10 7.1), its length right. */
function metaCt(extra: readonly ElementSpec[]): MadeInstance {
  const sopInstanceUid = freshUid();
  const elements = [...fileMeta({ sopInstanceUid }).slice(1), ...extra];
  const length = element('00020000', 'UL', [encodeElements(elements, explicitLittleEndian).length]);
  return hostileCt({ sopInstanceUid, file: { meta: [length, ...elements] } });
}

function nestedNumber(depth: number): ElementSpec {
  const inside = depth === 1 ? element('00204000', 'LT', `SSN ${number}`) : nestedNumber(depth - 1);
  return sequence('00081140', [[inside]]);
}

const hidden: readonly OfferedFile[] = [
  held(
    'G8',
    'a number in UTF-16 in an unknown VR is found',
    () => ctWith([element('00091001', 'UN', wide(`SSN ${number}`))]),
    'identity-number',
  ),
  held(
    'G8',
    'a number in UTF-16, big endian, among other bytes is found',
    () =>
      ctWith([
        element(
          '00091002',
          'OB',
          Buffer.concat([Buffer.alloc(999, 0x81), wide(`SSN ${number}`).swap16(), Buffer.alloc(5, 0x81)]),
        ),
      ]),
    'identity-number',
  ),
  held(
    'G8',
    'a number in the private information of the file meta information is found',
    () => metaCt([element('00020100', 'UI', '2.25.7'), element('00020102', 'OB', Buffer.from(`SSN ${number} `))]),
    'identity-number',
  ),
  held(
    'G8',
    'a number in a title of the file meta information is found',
    () => metaCt([element('00020016', 'AE', `SSN ${number}`)]),
    'identity-number',
  ),
  held(
    'G8',
    'a number in the trailing padding is found',
    () => ctWith([element('FFFCFFFC', 'OB', Buffer.from(`${'\0'.repeat(500)}SSN ${number} `))]),
    'identity-number',
  ),
  held(
    'G8',
    'a number in a deflated data set is found',
    () => ctWith([element('00204000', 'LT', `SSN ${number}`)], { transferSyntaxUid: transferSyntaxes.deflated }),
    'identity-number',
  ),
  held(
    'G8',
    'a number in the 32nd sequence inside the others is found',
    () => ctWith([nestedNumber(32)]),
    'identity-number',
  ),
];

/** Written so that a person reads a number, and found for all that. What is written otherwise is not asserted here. */
const disguised: readonly OfferedFile[] = [
  ...[
    ['with hyphens that do not break', '212\u201145\u20116789'],
    ['with dashes', '212\u201345\u20136789'],
    ['with minus signs', '212\u221245\u22126789'],
    ['with spaces that do not break', 'SSN 212\u00a045\u00a06789'],
  ].map(([how, text = '']) =>
    held('G9', `a number ${how} is one`, () => ctWith([element('00204000', 'LT', `of ${text} in`)]), 'identity-number'),
  ),
  ...[
    [
      'in full-width letters',
      [...secret].map((letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['with accents', [...secret].join('\u0301')],
    ['in small letters', secret.toLowerCase()],
  ].map(([how, text = '']) =>
    flagged(
      'G9',
      `the patient's name ${how} is their name`,
      () => ctWith([element('00204000', 'LT', `of ${text} in`)]),
      'echo',
    ),
  ),
];

/** What came with a part and is in no file (RFC 2183). */
const partHeaders: readonly Attack[] = [
  {
    class: 'G8',
    law: "a number in the name of a part's file is found",
    send: async (target) => {
      const made = hostileCt();
      return { ...(await storeNamed(target, made, `chest of ${number}.dcm`)), held: [made] };
    },
    expect: { status: 409, reason: 0xc0d1, rule: 'identity-number' },
  },
  {
    class: 'G8',
    law: "the patient's name as the name of a part's file is flagged, and neither kept nor told",
    send: async (target) => {
      const made = hostileCt();
      return { ...(await storeNamed(target, made, `${secret}_ADA.dcm`)), kept: [made] };
    },
    expect: { status: 202, warning: 0xb0d1, rule: 'echo' },
  },
];

async function storeNamed(target: Target, { bytes }: MadeInstance, name: string): Promise<Answer> {
  const { contentType, body } = multipartBody(
    [bytes],
    `application/dicom\r\nContent-Disposition: attachment; filename="${name}"`,
  );
  return answerOf(await target.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } }));
}

const together: readonly Attack[] = [
  {
    class: 'G2',
    law: 'what fifty senders send at once is held once',
    send: async (target) => {
      const made = ctWith([element('00204000', 'LT', `SSN ${number}`)]);
      const answers = await Promise.all(Array.from({ length: 50 }, () => storeMultipart(target, [made.bytes])));
      return { ...joined(answers), held: [made] };
    },
    expect: { status: 409, reason: 0xc0d1, rule: 'identity-number' },
  },
];

/** Each word of the name is in the text as often as the text is long. */
const endless: readonly OfferedFile[] = [
  ['CJK, which has no edges of words', '\u738b', 6_000_000],
  ['Latin letters, where none is a word', 'a', 1_000_000],
].map(([what, letter, bytes]) =>
  givenUp('G2', `a name of sixty words of one letter, in a text of that letter (${what}), is more than is judged`, () =>
    ctWith([element('0040A160', 'UT', filling(`${letter}`, Number(bytes)))], {
      patientName: Array.from({ length: 60 }, (_, index) => `${letter}`.repeat(index + 2)).join(' '),
    }),
  ),
);

/** Classes G1, G2, G6–G9: what is made to make the guard slow, or to get past it. */
export const guardTexts: readonly Attack[] = [
  ...offered([...slow, ...many, ...endless, ...certificates, ...segments, ...preambles, ...hidden, ...disguised]),
  ...partHeaders,
  ...together,
];
