import { gzipSync } from 'node:zlib';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { hostileCt, secret } from '../makers/hostile-ct.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { answerOf } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { asKept, fetchBack, storeMultipart } from './target.ts';

const invalid: Expectation = { status: 400, code: 'multipart-invalid' };
const unsupported: Expectation = { status: 415, code: 'media-type-not-supported' };
const codingRefused: Expectation = { status: 415, code: 'content-coding-not-supported' };

interface Sent {
  readonly contentType?: string;
  readonly body: Uint8Array | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly kept?: readonly MadeInstance[];
}

/** One POST, made anew for every run. */
function posting(make: () => Sent): Attack['send'] {
  return async (target) => {
    const { contentType = related('b'), body, headers = {}, kept = [] } = make();
    const init = { method: 'POST', body: Buffer.from(body), headers: { 'content-type': contentType, ...headers } };
    return { ...(await answerOf(await target.fetch('/studies', init))), kept };
  };
}

const related = (boundary: string, type = 'application/dicom') =>
  `multipart/related; type="${type}"; boundary=${boundary}`;
const dicomHead = 'Content-Type: application/dicom';

/** One delimiter line, head and content after the other; whether it closes is the caller's matter. */
function body(
  parts: readonly (readonly [head: string, content: Uint8Array])[],
  { boundary = 'b', end = '--' } = {},
): Buffer {
  const pieces = parts.flatMap(([head, content]) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`, 'latin1'),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}${end}\r\n`)]);
}

/** Eight texts of a megabyte, of which each byte becomes six in JSON. */
const swollenCt = (): MadeInstance =>
  hostileCt({
    transferSyntaxUid: transferSyntaxes.implicitLittleEndian,
    extra: swollenTags.map((tag) => element(tag, 'LO', Buffer.alloc(1_000_000, 1))),
  });
const swollenTags = ['00080080', '00081030', '0008103E', '00081040', '00081080', '00181000', '00181020', '00181030'];

const whole = (): Buffer => body([[dicomHead, hostileCt().bytes]]);
const withHead = (head: string): Buffer => body([[head, hostileCt().bytes]]);
const refusedHead = (law: string, head: string): Attack => ({
  class: 'H9',
  law,
  send: posting(() => ({ body: withHead(head) })),
  expect: invalid,
});

const boundaries: readonly Attack[] = [
  {
    class: 'H1',
    law: 'a body without boundary has no parts that could be told apart',
    send: posting(() => ({ contentType: 'multipart/related; type="application/dicom"', body: whole() })),
    expect: invalid,
  },
  {
    class: 'H1',
    law: 'an empty boundary is none',
    send: posting(() => ({ contentType: related('""'), body: whole() })),
    expect: invalid,
  },
  {
    class: 'H2',
    law: 'a boundary of 500 characters is refused',
    send: posting(() => ({ contentType: related('b'.repeat(500)), body: body([], { boundary: 'b'.repeat(500) }) })),
    expect: invalid,
  },
  {
    class: 'H2',
    law: 'a boundary of forbidden characters is refused',
    send: posting(() => ({ contentType: related('"{b}<b>"'), body: body([], { boundary: '{b}<b>' }) })),
    expect: invalid,
  },
  {
    class: 'H2',
    law: 'a boundary that ends with a space is refused',
    send: posting(() => ({ contentType: related('"b "'), body: body([], { boundary: 'b ' }) })),
    expect: invalid,
  },
  {
    class: 'H2',
    law: 'two boundaries are one too many',
    send: posting(() => ({ contentType: `${related('b')}; boundary=c`, body: whole() })),
    expect: { status: 415 },
  },
  {
    class: 'H2',
    law: 'a quoted boundary of odd but allowed characters is a boundary',
    send: posting(() => {
      const made = hostileCt();
      const boundary = "a b'()+_,-./:=?";
      const contentType = `Multipart/Related ; boundary = "${boundary}" ;type="application/dicom"`;
      return { contentType, body: body([[dicomHead, made.bytes]], { boundary }), kept: [made] };
    }),
    expect: { status: 200 },
  },
  {
    class: 'H3',
    law: 'a line of payload that begins like the delimiter and goes on otherwise is payload',
    send: posting(() => {
      const made = hostileCt({
        file: { trailing: Buffer.alloc(0) },
        extra: [],
        patientName: `${secret}\r\n--bX\r\n--b-\r\n--b -`,
      });
      return { body: body([[dicomHead, made.bytes]]), kept: [made] };
    }),
    expect: { status: 200 },
  },
  {
    class: 'H3',
    law: 'a payload that holds the delimiter ends there: half an instance is a cut file, the rest a part of its own',
    send: posting(() => {
      const { bytes } = hostileCt();
      const cut = Buffer.concat([bytes.subarray(0, 300), Buffer.from('\r\n--b\r\n\r\n'), bytes.subarray(300)]);
      return { body: body([[dicomHead, cut]]) };
    }),
    expect: { status: 409, reason: [failureReasons.truncated, failureReasons.cannotUnderstand] },
  },
  {
    class: 'H4',
    law: 'lines that end in a bare LF are no delimiters',
    send: posting(() => ({ body: Buffer.from(whole().toString('latin1').replaceAll('\r\n', '\n'), 'latin1') })),
    expect: invalid,
  },
];

const extent: readonly Attack[] = [
  {
    class: 'H5',
    law: 'megabytes before the first delimiter are refused (CVE-2024-53981)',
    send: posting(() => ({ body: Buffer.concat([Buffer.alloc(4_000_000, '\r\n'), whole()]) })),
    expect: invalid,
  },
  {
    class: 'H5',
    law: 'megabytes after the closing delimiter are refused, and nothing of the body is kept',
    send: posting(() => ({ body: Buffer.concat([whole(), Buffer.alloc(4_000_000, secret)]) })),
    expect: invalid,
  },
  {
    class: 'H6',
    law: 'a body without closing delimiter is not whole',
    send: posting(() => ({ body: whole().subarray(0, -4) })),
    expect: invalid,
  },
  {
    class: 'H6',
    law: 'a body that ends inside its closing delimiter is not whole',
    send: posting(() => ({ body: whole().subarray(0, -3) })),
    expect: invalid,
  },
  {
    class: 'H6',
    law: 'of a torn body nothing is kept, however many of its parts came whole',
    send: posting(() => ({
      body: body(
        [
          [dicomHead, hostileCt().bytes],
          [dicomHead, hostileCt().bytes],
        ],
        { end: '' },
      ),
    })),
    expect: invalid,
  },
  {
    class: 'H7',
    law: 'a closing delimiter alone has no parts',
    send: posting(() => ({ body: '--b--\r\n' })),
    expect: invalid,
  },
  { class: 'H7', law: 'an empty body has no parts', send: posting(() => ({ body: '' })), expect: invalid },
  {
    class: 'H8',
    law: 'a hundred thousand parts are refused at the 10 001st',
    send: posting(() => ({
      body: body(Array.from({ length: 100_000 }, () => ['Content-Type: text/plain', Buffer.from('x')] as const)),
    })),
    expect: { status: 413, code: 'request-too-large' },
  },
  {
    class: 'H8',
    law: 'a thousand tiny parts are a thousand refusals',
    send: posting(() => ({ body: body(Array.from({ length: 1_000 }, () => [dicomHead, Buffer.from('x')] as const)) })),
    expect: { status: 409, reason: failureReasons.cannotUnderstand },
  },
  {
    class: '36',
    law: 'headers that are small files but large in memory do not add up: what has no room beside the others is refused',
    send: posting(() => {
      const made = Array.from({ length: 6 }, () => swollenCt());
      return { ...multipartBody(made.map(({ bytes }) => bytes)), kept: made.slice(0, 5) };
    }),
    expect: { status: 202, reason: failureReasons.outOfResources, warning: 0xb0d1, rule: 'not-all-inspected' },
    patienceMs: 50_000,
  },
  {
    class: '70',
    law: 'a refused instance does not take its neighbour along',
    send: posting(() => {
      const made = hostileCt();
      return {
        body: body([
          [dicomHead, Buffer.from(secret)],
          [dicomHead, made.bytes],
        ]),
        kept: [made],
      };
    }),
    expect: { status: 202, reason: failureReasons.cannotUnderstand },
  },
  {
    class: '69',
    law: 'of two instances with one UID in one body one is kept, and the other is told so',
    send: async (target) => {
      const made = hostileCt();
      const other = hostileCt({ ...made.key, patientId: `${secret}-2` });
      const answer = await storeMultipart(target, [made.bytes, other.bytes]);
      const isOther = (await fetchBack(target, made.key))?.equals(asKept(other));
      return { ...answer, kept: [isOther ? other : made] };
    },
    expect: { status: 202, reason: failureReasons.duplicateSopInstance },
  },
];

const heads: readonly Attack[] = [
  refusedHead('a megabyte of part header is refused at its first 8 KiB', `X: ${secret.repeat(90_000)}`),
  refusedHead(
    'a hundred part headers are refused',
    `${Array.from({ length: 100 }, (_, index) => `X-${index}: ${secret}`).join('\r\n')}`,
  ),
  refusedHead('a part header without colon is refused', `${dicomHead}\r\n${secret}`),
  refusedHead('a part header without name is refused', `${dicomHead}\r\n: ${secret}`),
  refusedHead('a folded part header is refused', `Content-Type:\r\n application/dicom`),
  refusedHead('a part header with a NUL is refused', `${dicomHead}\r\nX: a\0b`),
  refusedHead('a part header in other than ASCII is refused', `${dicomHead}\r\nX: ${secret}\xe9`),
  refusedHead('a part header with a space in its name is refused', `Content-Type : application/dicom`),
  {
    class: 'H9',
    law: 'part headers that never end are refused',
    send: posting(() => ({ body: `--b\r\n${dicomHead}\r\nX: ${secret}` })),
    expect: invalid,
  },
  {
    class: 'H10',
    law: 'a part with two types is refused',
    send: posting(() => ({ body: withHead(`${dicomHead}\r\ncontent-type: text/html`) })),
    expect: invalid,
  },
  {
    class: 'H10',
    law: 'a part with two equal types is refused as well',
    send: posting(() => ({ body: withHead(`${dicomHead}\r\n${dicomHead}`) })),
    expect: invalid,
  },
  {
    class: 'H10',
    law: 'what a part says of its length is not believed: the delimiter ends it',
    send: posting(() => {
      const made = hostileCt();
      return { body: body([[`${dicomHead}\r\nContent-Length: 4`, made.bytes]]), kept: [made] };
    }),
    expect: { status: 200 },
  },
  {
    class: 'H10',
    law: 'where a part says that it lies is not believed',
    send: posting(() => {
      const made = hostileCt();
      return { body: body([[`${dicomHead}\r\nContent-Location: ../../etc/passwd`, made.bytes]]), kept: [made] };
    }),
    expect: { status: 200 },
  },
  {
    class: 'H11',
    law: 'a part that is itself multipart is refused',
    send: posting(() => ({
      body: body([
        ['Content-Type: multipart/related; boundary=c', body([[dicomHead, hostileCt().bytes]], { boundary: 'c' })],
      ]),
    })),
    expect: invalid,
  },
  ...['base64', 'quoted-printable', 'x-uuencode', 'gzip'].map(
    (encoding): Attack => ({
      class: 'H12',
      law: `a part in ${encoding} is refused`,
      send: posting(() => ({ body: withHead(`${dicomHead}\r\nContent-Transfer-Encoding: ${encoding}`) })),
      expect: invalid,
    }),
  ),
];

const types: readonly Attack[] = [
  {
    class: 'H13',
    law: 'a part of another type is refused by its own reason',
    send: posting(() => ({ body: withHead('Content-Type: image/jpeg') })),
    expect: { status: 409, reason: failureReasons.notDicomPart },
  },
  {
    class: 'H13',
    law: 'a part type that is none is refused',
    send: posting(() => ({ body: withHead('Content-Type: application') })),
    expect: invalid,
  },
  {
    class: 'H13',
    law: 'a request that is to hold another type is refused',
    send: posting(() => ({ contentType: related('b', 'application/octet-stream'), body: whole() })),
    expect: unsupported,
  },
  {
    class: 'H13',
    law: 'multipart/form-data is no store',
    send: posting(() => ({ contentType: 'multipart/form-data; boundary=b', body: whole() })),
    expect: unsupported,
  },
  {
    class: 'H13',
    law: 'a media type of 4 kB is none',
    send: posting(() => ({ contentType: `${related('b')}; x=${'y'.repeat(4096)}`, body: whole() })),
    expect: unsupported,
  },
  {
    class: '11',
    law: 'a ZIP is no store, whatever it unpacks to',
    send: posting(() => ({ contentType: 'application/zip', body: Buffer.from('PK\x03\x04', 'latin1') })),
    expect: unsupported,
  },
  ...['gzip', 'br', 'deflate', 'gzip, gzip', 'zstd'].map(
    (coding): Attack => ({
      class: 'H14',
      law: `a body in ${coding} is refused before it is read (CVE-2026-5438)`,
      send: posting(() => ({
        body: gzipSync(Buffer.alloc(16 * 1024 * 1024)),
        headers: { 'content-encoding': coding },
      })),
      expect: codingRefused,
    }),
  ),
  {
    class: 'H18',
    law: 'a start that names no part means nothing to instances',
    send: posting(() => {
      const made = hostileCt();
      return { contentType: `${related('b')}; start="<nowhere>"`, body: body([[dicomHead, made.bytes]]), kept: [made] };
    }),
    expect: { status: 200 },
  },
  ...['application/dicom+json', 'application/json'].map(
    (contentType): Attack => ({
      class: '72',
      law: `${contentType} is not parsed at all: no prototype, no depth, no address to fetch`,
      send: posting(() => ({
        contentType,
        body: `[{"__proto__":{"admin":true},"7FE00010":{"vr":"OW","BulkDataURI":"http://169.254.169.254/latest"},"00100010":${'['.repeat(50_000)}`,
      })),
      expect: unsupported,
    }),
  ),
  {
    class: '72',
    law: 'a JSON part among instances is a part of another type',
    send: posting(() => ({
      body: body([['Content-Type: application/dicom+json', Buffer.from('[{"__proto__":{}}]')]]),
    })),
    expect: { status: 409, reason: failureReasons.notDicomPart },
  },
  {
    class: 'H8',
    law: 'the same instance a hundred times is one instance',
    send: posting(() => {
      const made = hostileCt();
      return { ...multipartBody(Array.from({ length: 100 }, () => made.bytes)), kept: [made] };
    }),
    expect: { status: 200 },
  },
];

/** H1–H14 and H18: what is wrong with a body, not with the instances in it. */
export const httpMultipart: readonly Attack[] = [...boundaries, ...extent, ...heads, ...types];
