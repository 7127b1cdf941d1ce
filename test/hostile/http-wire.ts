import { hostileCt, secret } from '../makers/hostile-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { joined } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { pathOf, type Target } from './target.ts';

type Pieces = readonly (string | Uint8Array)[];
interface Manner {
  readonly pauseMs?: number;
  readonly hangUp?: boolean;
}

/** What goes over the socket, written by hand. */
const wire =
  (pieces: (target: Target) => Pieces, manner: Manner = {}): Attack['send'] =>
  (target) =>
    target.exchange({ sent: pieces(target), ...manner });

const refused: Expectation = { status: [400] };
const headersTooLarge: Expectation = { status: [431] };
const silence: Expectation = { status: [] };

const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`;
const common = ({ host, bearer }: Target): string[] => [
  `Host: 127.0.0.1:${host.port}`,
  `Authorization: Bearer ${bearer}`,
  'Accept: application/dicom+json',
];
const lastRequest = (target: Target): string[] => [...common(target), 'Connection: close'];
const get = (target: Target, line: string, ...more: string[]): string => lines(line, ...lastRequest(target), ...more);
const getting = (line: string, ...more: string[]) => wire((target) => [get(target, line, ...more)]);
const searching = 'GET /dicomweb/studies?limit=1 HTTP/1.1';
/** For what is answered: other attacks have stored studies that hold the secret, and rightly give it back. */
const findingStanding = ({ standing }: Target): string =>
  `GET /dicomweb/studies?StudyInstanceUID=${standing.key.studyUid} HTTP/1.1`;

/** A store with headers of one's own; its body is a good one, if it were read as far as its end. */
const post = (target: Target, contentType: string, ...more: string[]): string =>
  lines('POST /dicomweb/studies HTTP/1.1', ...lastRequest(target), `Content-Type: ${contentType}`, ...more);
const good = () => multipartBody([hostileCt().bytes]);
const posting = (headersOf: (body: Buffer) => string[], bodyOf: (body: Buffer) => Pieces, manner: Manner = {}) =>
  wire((target) => {
    const { contentType, body } = good();
    return [post(target, contentType, ...headersOf(body)), ...bodyOf(body)];
  }, manner);
const chunked = (bytes: Uint8Array): Pieces => [`${bytes.length.toString(16)}\r\n`, bytes, '\r\n0\r\n\r\n'];
const chunkedHeader = () => ['Transfer-Encoding: chunked'];
const lengthHeader = (change: (length: number) => number | string) => (body: Buffer) => [
  `Content-Length: ${change(body.length)}`,
];
const allOf = (body: Buffer): Pieces => [body];

const lengths: readonly Attack[] = [
  {
    class: 'H15',
    law: 'a body shorter than it says, from a client that hangs up, leaves nothing',
    send: posting(
      lengthHeader((length) => length + 1000),
      allOf,
      { hangUp: true },
    ),
    expect: silence,
  },
  {
    class: 'H15',
    law: 'a body of 4 GB that is announced and never comes reserves nothing (CVE-2026-5440)',
    send: posting(
      lengthHeader(() => 4 * 1024 ** 3),
      allOf,
      { hangUp: true, pauseMs: 100 },
    ),
    expect: silence,
  },
  {
    class: 'H15',
    law: 'a body longer than we take is refused before it comes',
    send: posting(
      lengthHeader(() => 9 * 1024 ** 3),
      allOf,
    ),
    expect: { status: [413], code: 'request-too-large' },
  },
  {
    class: 'H15',
    law: 'a body longer than it says is a torn one, and what follows is no request',
    send: wire((target) => {
      const { contentType, body } = good();
      return [
        post(target, contentType, 'Content-Length: 200').replace('Connection: close', 'Connection: keep-alive'),
        body,
      ];
    }),
    expect: { status: [400] },
  },
  ...['-1', '1e3', '0x10', '1,2', '', '99999999999999999999999'].map(
    (length): Attack => ({
      class: 'H15',
      law: `a length of "${length}" is none`,
      send: posting(
        lengthHeader(() => length),
        allOf,
      ),
      expect: refused,
    }),
  ),
  {
    class: 'H10',
    law: 'two lengths are one too many',
    send: posting((body) => [`Content-Length: ${body.length}`, 'Content-Length: 5'], allOf),
    expect: refused,
  },
  {
    class: 'H16',
    law: 'a length beside chunks is refused, whoever in front believed which',
    send: posting((body) => [`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], chunked),
    expect: refused,
  },
  ...['xchunked', 'chunked, identity', 'gzip, chunked, x', ' chunked\x0b'].map(
    (encoding): Attack => ({
      class: 'H16',
      law: `a transfer coding of "${JSON.stringify(encoding).slice(1, -1)}" is refused`,
      send: posting(() => [`Transfer-Encoding: ${encoding}`], chunked),
      expect: refused,
    }),
  ),
  {
    class: 'H16',
    law: 'a chunk of 2^68 bytes is none',
    send: posting(chunkedHeader, () => ['FFFFFFFFFFFFFFFFF\r\n', secret]),
    expect: refused,
  },
  {
    class: 'H16',
    law: 'a chunk that says less than it holds is refused',
    send: posting(chunkedHeader, (body) => ['5\r\n', body, '\r\n0\r\n\r\n']),
    expect: refused,
  },
  {
    class: 'H16',
    law: 'chunk extensions of a megabyte are refused',
    send: posting(chunkedHeader, () => [`5;${'x'.repeat(1_000_000)}\r\nabcde\r\n0\r\n\r\n`]),
    expect: { status: [413] },
  },
  {
    class: 'H16',
    law: 'what stands in the body of a refused request is not a request',
    send: wire((target) => {
      const hidden = get(target, searching);
      return [post(target, 'text/plain', `Content-Length: ${hidden.length}`), hidden];
    }),
    expect: { status: [415], code: 'media-type-not-supported' },
  },
];

const arrivals: readonly Attack[] = [
  {
    class: 'H3',
    law: 'a body whose every byte comes alone, near-delimiters and all, is the same body',
    send: async (target) => {
      const made = hostileCt({ rows: 1, columns: 1, patientName: `${secret}\r\n--b\r-\r\n-\r\n--bX` });
      const head = 'Content-Type: application/dicom\r\n\r\n';
      const body = Buffer.concat([Buffer.from(`--bound\r\n${head}`), made.bytes, Buffer.from('\r\n--bound--\r\n')]);
      const contentType = 'multipart/related; type="application/dicom"; boundary=bound';
      const bytes = [...body].map((byte) => Buffer.of(0x31, 0x0d, 0x0a, byte, 0x0d, 0x0a));
      const answer = await target.exchange({
        sent: [post(target, contentType, 'Transfer-Encoding: chunked'), ...bytes, '0\r\n\r\n'],
      });
      return { ...answer, kept: [made] };
    },
    expect: { status: [200] },
  },
  {
    class: 'H17',
    law: 'a client that leaves in the middle leaves nothing behind',
    send: posting(chunkedHeader, (body) => ['400\r\n', body.subarray(0, 1024)], { hangUp: true, pauseMs: 50 }),
    expect: silence,
  },
  {
    class: 'H17',
    law: 'headers that come drop by drop, and a body that does, are broken off',
    send: async (target) => {
      const drops = Array.from({ length: 60 }, (_, index) => `X-${index}: ${secret}\r\n`);
      const slowHead = target.exchange({ sent: [`${searching}\r\n`, ...drops], pauseMs: 1_000 });
      const { contentType, body } = good();
      const slowBody = target.exchange({
        sent: [
          post(target, contentType, `Content-Length: ${body.length}`),
          ...[...body.subarray(0, 60)].map((byte) => Buffer.of(byte)),
        ],
        pauseMs: 1_000,
      });
      return joined(await Promise.all([slowHead, slowBody]));
    },
    expect: { status: [408] },
    patienceMs: 55_000,
  },
  {
    class: 'H17',
    law: 'two requests sent at once are answered in their order',
    send: wire((target) => [
      lines('GET /dicomweb/studies/nothing/series HTTP/1.1', ...common(target)) + get(target, findingStanding(target)),
    ]),
    expect: { status: [400, 200] },
  },
  {
    class: 'H17',
    law: 'a client that asks a hundred times, reads nothing and leaves keeps nothing alive',
    send: wire(
      (target) => [
        lines(`GET /dicomweb${pathOf(target.standing.key)}/metadata HTTP/1.1`, ...common(target)).repeat(100),
      ],
      { hangUp: true, pauseMs: 500 },
    ),
    expect: silence,
  },
];

const heads: readonly Attack[] = [
  {
    class: 'H9',
    law: 'a megabyte of header is refused',
    send: getting(searching, `X: ${secret.repeat(90_000)}`),
    expect: headersTooLarge,
  },
  {
    class: 'H9',
    law: 'a hundred thousand headers are refused',
    send: getting(searching, Array.from({ length: 100_000 }, (_, index) => `X-${index}: a`).join('\r\n')),
    expect: headersTooLarge,
  },
  { class: 'H9', law: 'a header with a NUL is refused', send: getting(searching, 'X: a\0b'), expect: refused },
  { class: 'H9', law: 'a header without colon is refused', send: getting(searching, secret), expect: refused },
  {
    class: 'H9',
    law: 'a header with a space before its colon is refused',
    send: getting(searching, 'Content-Length : 5'),
    expect: refused,
  },
  { class: 'H9', law: 'a folded header is refused', send: getting(searching, 'X: a\r\n b'), expect: refused },
  {
    class: 'H4',
    law: 'header lines that end in a bare LF are refused',
    send: wire((target) => [get(target, searching).replaceAll('\r\n', '\n')]),
    expect: refused,
  },
  {
    class: 'H4',
    law: 'a bare CR in a header is refused',
    send: getting(searching, 'X: a\rContent-Length: 5'),
    expect: refused,
  },
  {
    class: 'H10',
    law: 'two Authorization headers are none',
    send: getting(searching, 'Authorization: Bearer abc'),
    expect: { status: [401], code: 'token-invalid' },
  },
  {
    class: 'H10',
    law: 'two Content-Types are none',
    send: posting((body) => ['Content-Type: text/plain', `Content-Length: ${body.length}`], allOf),
    expect: { status: [415], code: 'media-type-not-supported' },
  },
  { class: 'H10', law: 'two hosts are refused', send: getting(searching, 'Host: evil.example'), expect: refused },
  {
    class: 'H10',
    law: 'a request without host is refused',
    send: wire(({ bearer }) => [lines(searching, `Authorization: Bearer ${bearer}`, 'Connection: close')]),
    expect: refused,
  },
  {
    class: 'H14',
    law: 'an expectation that nobody knows is not met',
    send: getting(searching, 'Expect: miracles'),
    expect: { status: [417] },
  },
  {
    class: 'H20',
    law: 'a path of 100 kB is refused',
    send: getting(`GET /dicomweb/studies/${'1.'.repeat(50_000)} HTTP/1.1`),
    expect: headersTooLarge,
  },
  {
    class: 'H20',
    law: 'a query of 40 kB is refused',
    send: getting(`GET /dicomweb/studies?PatientName=${secret.repeat(3500)} HTTP/1.1`),
    expect: headersTooLarge,
  },
  {
    class: 'H20',
    law: 'a whole address in the request line is no path of ours',
    send: getting('GET http://evil.example/dicomweb/studies HTTP/1.1'),
    expect: { status: [404] },
  },
  {
    class: 'H20',
    law: 'dots in a path lead nowhere',
    send: getting('GET /dicomweb/studies/../../../etc/passwd HTTP/1.1'),
    expect: { status: [404] },
  },
  {
    class: 'H20',
    law: 'dots in percents are no UID',
    send: getting('GET /dicomweb/studies/%2e%2e/metadata HTTP/1.1'),
    expect: { status: [400], code: 'uid-invalid' },
  },
  {
    class: 'H20',
    law: 'backslashes lead nowhere',
    send: getting('GET /dicomweb\\studies HTTP/1.1'),
    expect: { status: [404] },
  },
  {
    class: 'H20',
    law: 'a path that does not begin with a slash is refused',
    send: getting('GET dicomweb/studies HTTP/1.1'),
    expect: refused,
  },
  {
    class: 'H20',
    law: 'a fragment is no part of a path',
    send: getting('GET /dicomweb/studies#x HTTP/1.1'),
    expect: { status: [404] },
  },
  {
    class: 'H20',
    law: 'a space in a path is refused',
    send: getting('GET /dicomweb/studies /x HTTP/1.1'),
    expect: refused,
  },
  {
    class: 'H20',
    law: 'an asterisk is no path of ours',
    send: getting('OPTIONS * HTTP/1.1'),
    expect: { status: [404] },
  },
];

const methods: readonly Attack[] = [
  {
    class: 'H22',
    law: 'TRACE gives no header back',
    send: getting('TRACE /dicomweb/studies HTTP/1.1', `X: ${secret}`),
    expect: { status: [405] },
  },
  { class: 'H22', law: 'CONNECT opens no tunnel', send: getting('CONNECT 127.0.0.1:22 HTTP/1.1'), expect: silence },
  {
    class: 'H22',
    law: 'an upgrade is not made',
    send: wire((target) => [get(target, findingStanding(target), 'Upgrade: h2c, websocket', 'HTTP2-Settings: AAAA')]),
    expect: { status: [200] },
  },
  {
    class: 'H22',
    law: 'a method that nobody knows is refused',
    send: getting('STEAL /dicomweb/studies HTTP/1.1'),
    expect: refused,
  },
  {
    class: 'H22',
    law: 'a method in small letters is refused',
    send: getting('get /dicomweb/studies HTTP/1.1'),
    expect: refused,
  },
  {
    class: 'H22',
    law: 'HTTP/2 is not spoken here',
    send: wire(() => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']),
    expect: refused,
  },
  {
    class: 'H22',
    law: 'a request line without version gets no further than the sign-in',
    send: wire(() => ['GET /dicomweb/studies\r\n\r\n']),
    expect: { status: [401], code: 'token-missing' },
  },
  {
    class: 'H22',
    law: 'TLS is not spoken here',
    send: wire(() => [Buffer.from('16030100a5010000a1', 'hex'), Buffer.alloc(160)]),
    expect: refused,
  },
  {
    class: 'H22',
    law: 'a million bytes of nothing are no request',
    send: wire(() => [Buffer.alloc(1_000_000)]),
    expect: refused,
  },
];

/** H3, H4, H9, H10, H14–H17, H20, H22: what only a hand-written client sends. */
export const httpWire: readonly Attack[] = [...lengths, ...arrivals, ...heads, ...methods];
