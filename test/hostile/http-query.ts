import { secret } from '../makers/hostile-ct.ts';
import { makeCt } from '../makers/make-ct.ts';
import { answerOf, joined } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { pathOf, storeWell, type Target } from './target.ts';

const queryInvalid: Expectation = { status: 400, code: 'query-invalid' };
const uidInvalid: Expectation = { status: 400, code: 'uid-invalid' };
const requestInvalid: Expectation = { status: 400, code: 'request-invalid' };
const notFound: Expectation = { status: 404 };
const nothing: Expectation = { status: 204 };
const found: Expectation = { status: 200 };
const notAllowed: Expectation = { status: 405, code: 'method-not-allowed' };

const json = 'application/dicom+json';
const asking =
  (path: string | ((target: Target) => string), headers: Readonly<Record<string, string>> = {}): Attack['send'] =>
  async (target) => {
    const asked = typeof path === 'string' ? path : path(target);
    return answerOf(await target.fetch(asked, { headers: { accept: json, ...headers } }));
  };
const calling =
  (method: string, path: string, headers: Readonly<Record<string, string>> = {}): Attack['send'] =>
  async (target) =>
    answerOf(await target.fetch(path, { method, headers }));
const search = (query: string) => asking(`/studies?${query}`);
const repeated = (count: number, text: string, separator = ','): string =>
  Array.from({ length: count }, () => text).join(separator);

const paths: readonly Attack[] = [
  ...[
    '..%2F..%2Fetc%2Fpasswd',
    '%252e%252e%252f',
    '1.2.3;jsessionid=1',
    '1.2.3%00',
    '1.2.3%0d%0aSet-Cookie:x',
    '1.2.3%20',
    '%D9%A1.%D9%A2',
    '',
    secret,
    `1.${'2'.repeat(9000)}`,
  ].map(
    (segment): Attack => ({
      class: 'H20',
      law: `${segment === '' ? 'nothing' : segment === secret ? 'a word' : decodeURIComponent(segment).length > 99 ? 'a number of 9 kB' : segment} in a path is no UID`,
      send: asking(`/studies/${segment}/metadata`),
      expect: uidInvalid,
    }),
  ),
  ...['%', '%zz', '%c0%af', '%ed%a0%80'].map(
    (segment): Attack => ({
      class: 'H20',
      law: `${segment} in a path encodes nothing`,
      send: asking(`/studies/${segment}/series`),
      expect: requestInvalid,
    }),
  ),
  { class: 'H20', law: 'slashes in a row are no path of ours', send: asking('//studies'), expect: notFound },
  { class: 'H20', law: 'a known word in other letters is no path of ours', send: asking('/Studies'), expect: notFound },
  { class: 'H20', law: 'what JavaScript knows is no path of ours', send: asking('/__proto__'), expect: notFound },
  {
    class: 'H20',
    law: 'bulk data are what metadata name, not what a folder or an object has',
    send: async (target) => {
      const names = ['__proto__', 'constructor', '..%2F..%2Fkeys.json', '7FE00010%2F..', secret, '00100010'];
      const urls = names.map((name) => `${pathOf(target.standing.key)}/bulkdata/${name}`);
      return joined(await Promise.all(urls.map((url) => asking(url, { accept: '*/*' })(target))));
    },
    expect: notFound,
  },
];

const queries: readonly Attack[] = [
  { class: 'H20', law: 'an attribute twice is refused', send: search('PatientID=a&PatientID=b'), expect: queryInvalid },
  {
    class: 'H20',
    law: 'an attribute by tag and by keyword is twice',
    send: search(`PatientID=a&00100020=${secret}`),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'an attribute a thousand times is refused',
    send: search(repeated(1000, `00100010=${secret[0]}`, '&')),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'a thousand unknown parameters are refused',
    send: search(repeated(1000, 'x=1', '&')),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'an empty flag is neither true nor false',
    send: search('fuzzymatching='),
    expect: queryInvalid,
  },
  ...[
    'limit=-1',
    'limit=1e3',
    'limit=0x10',
    'limit=',
    'limit=1.5',
    'offset=-1',
    'offset=99999999999999999999',
    'limit=1&limit=2',
  ].map(
    (query): Attack => ({
      class: 'H20',
      law: `${query} is no whole number from 0`,
      send: search(query),
      expect: queryInvalid,
    }),
  ),
  {
    class: 'H20',
    law: 'a limit of a thousand million is the most that we give',
    send: search('limit=1000000000'),
    expect: found,
  },
  {
    class: 'H20',
    law: 'an offset beyond everything finds nothing',
    send: search('offset=999999999999999'),
    expect: nothing,
  },
  {
    class: 'H20',
    law: '10 kB of UIDs that are not there find nothing',
    send: search(`StudyInstanceUID=${repeated(900, '1.2.3.45678')}`),
    expect: nothing,
  },
  {
    class: 'H20',
    law: 'more than a thousand UIDs are refused',
    send: search(`StudyInstanceUID=${repeated(1001, '1.2.3')}`),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'a UID that is none is refused',
    send: search('StudyInstanceUID=..%2F..'),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'a text of 257 characters is refused',
    send: search(`PatientName=${secret.repeat(22)}`),
    expect: queryInvalid,
  },
  { class: 'H20', law: 'a NUL is refused', send: search(`PatientName=${secret}%00`), expect: queryInvalid },
  {
    class: 'H20',
    law: 'a line break is refused',
    send: search(`PatientName=${secret}%0d%0aSet-Cookie:a`),
    expect: queryInvalid,
  },
  { class: 'H20', law: 'what is no UTF-8 is refused', send: search('PatientName=%c0%af'), expect: queryInvalid },
  {
    class: 'H20',
    law: 'half a surrogate pair is refused',
    send: search('PatientName=%ed%a0%80'),
    expect: queryInvalid,
  },
  ...['20260101-20260102-20260103', '-', '2026-01-01', '20269999', secret].map(
    (date): Attack => ({
      class: '71',
      law: `${date === secret ? 'a word' : date} is no date to search for`,
      send: search(`StudyDate=${date}`),
      expect: queryInvalid,
    }),
  ),
  ...["' OR 1=1 --", `${secret}%'; DROP TABLE studies; --`, '%', '_', '"x"', '\\', '[A-Z]*'].map(
    (text): Attack => ({
      class: '65',
      law: `${text.includes(secret) ? 'a statement' : text} to a database is a text to be found`,
      send: search(`PatientID=${encodeURIComponent(text)}`),
      expect: nothing,
    }),
  ),
  {
    class: '65',
    law: 'a patient that is asked for is in no log',
    send: search(`PatientName=*${secret}*&fuzzymatching=true`),
    expect: nothing,
  },
  {
    class: 'H20',
    law: 'names that JavaScript knows are unknown attributes',
    send: search('__proto__=1&constructor=1&toString=1&includefield=__proto__&includefield=constructor'),
    expect: found,
  },
  {
    class: 'H20',
    law: 'a pattern of a hundred asterisks takes no longer than its text',
    send: async (target) => {
      const made = makeCt({ patientName: 'A'.repeat(190), studyDescription: repeated(16, 'A'.repeat(60), '\\') });
      await storeWell(target, made);
      const pattern = `${'*A'.repeat(100)}*B`;
      const answers = [
        await search(`PatientName=${pattern}`)(target),
        await search(`StudyDescription=${pattern}`)(target),
      ];
      return { ...joined(answers), kept: [made] };
    },
    expect: nothing,
  },
];

const searchOptions: readonly Attack[] = [
  {
    class: 'H20',
    law: '10^5 included fields are more than a request line holds',
    send: search(`includefield=${repeated(100_000, '00080005')}`),
    expect: { status: 431 },
  },
  {
    class: 'H20',
    law: 'fifteen hundred included fields are read from the few headers of a page',
    send: search(`includefield=${repeated(1_500, '00104000')}`),
    expect: found,
  },
  ...['OtherPatientIDsSequence', '00101002', '__proto__', '00290010', 'x'].map(
    (step): Attack => ({
      class: 'H20',
      law: `a path of five hundred times ${step} names no attribute`,
      send: async (target) => {
        const path = repeated(500, step, '.');
        return joined([
          await search(`includefield=${path},__proto__.constructor,.,..`)(target),
          await search(`${path}=1`)(target),
        ]);
      },
      expect: found,
    }),
  ),
  {
    class: 'H20',
    law: 'a private attribute without its creator is refused',
    send: search(`00291008=${secret}`),
    expect: queryInvalid,
  },
  {
    class: '65',
    law: 'a creator that is a statement is nobody’s',
    send: search(`00290010=${encodeURIComponent(`'] ${secret}"}; drop table texts --`)}&includefield=00291008`),
    expect: found,
  },
  {
    class: 'H20',
    law: 'more than sixteen values at once are refused',
    send: search(`PatientID=${repeated(100, 'A', '%5C')}&multiplevaluematching=true`),
    expect: queryInvalid,
  },
  {
    class: 'H20',
    law: 'sixteen patterns of asterisks on each of two keys of one sequence end in time',
    send: async (target) => {
      const values = repeated(16, '*A*A*A*A*B', '%5C');
      const query = `00400275.00400009=${values}&00400275.00401001=${values}&multiplevaluematching=true`;
      return answerOf(await target.fetch(`/series?${query}`, { headers: { accept: json } }));
    },
    expect: queryInvalid,
  },
  ...['+9999', 'CET', `%2B0100${'0'.repeat(9_000)}`, '%2B01%3A00'].map(
    (zone): Attack => ({
      class: '71',
      law: `${zone.length > 99 ? 'a zone of 9 kB' : zone} is no zone`,
      send: search(`StudyDate=20240101&TimezoneOffsetFromUTC=${zone}`),
      expect: queryInvalid,
    }),
  ),
  {
    class: 'H20',
    law: 'dates at the ends of time have neighbours in every zone',
    send: search('StudyDate=00010101-00010102&StudyTime=0000-0001&TimezoneOffsetFromUTC=%2B1400'),
    expect: nothing,
  },
  {
    class: 'H19',
    law: 'three thousand character sets without UTF-8 are not ours',
    send: asking(`/studies?charset=${repeated(3_000, 'x-y')}`),
    expect: { status: 406 },
  },
  {
    class: 'H20',
    law: 'XML of a search is escaped, whatever was stored',
    send: async (target) => {
      const made = makeCt({ studyDescription: ']]><!DOCTYPE x [<!ENTITY y "z">]>&y;' });
      await storeWell(target, made);
      const path = `/studies?StudyInstanceUID=${made.key.studyUid}&includefield=all`;
      const accept = 'multipart/related; type="application/dicom+xml"';
      return { ...(await answerOf(await target.fetch(path, { headers: { accept } }))), kept: [made] };
    },
    expect: found,
  },
];

const accepts: readonly Attack[] = [
  {
    class: 'H19',
    law: 'thousands of media ranges are refused',
    send: asking('/studies', { accept: repeated(3000, 'a/b;') }),
    expect: { status: 400, code: 'accept-invalid' },
  },
  {
    class: 'H19',
    law: 'every range refused leaves nothing',
    send: asking('/studies', { accept: '*/*;q=0' }),
    expect: { status: 406 },
  },
  {
    class: 'H19',
    law: 'a weight of 10^4 is no weight',
    send: asking('/studies', { accept: `${json};q=10000` }),
    expect: { status: 406 },
  },
  {
    class: 'H19',
    law: 'an Accept of one open quote ends',
    send: asking('/studies', { accept: `${json};x="${'a'.repeat(9000)}` }),
    expect: { status: 406 },
  },
  {
    class: 'H19',
    law: 'another character set changes no answer: JSON is UTF-8',
    send: asking('/studies', { accept: `${json};charset=utf-7` }),
    expect: found,
  },
  { class: 'H19', law: 'a wildcard is what we like', send: asking('/studies', { accept: '*/*' }), expect: found },
  {
    class: 'H19',
    law: 'a transfer syntax that is a path is as if it were not there',
    send: asking(({ standing }) => pathOf(standing.key), {
      accept: 'multipart/related; type="application/dicom"; transfer-syntax=../..',
    }),
    expect: { status: 406 },
  },
  {
    class: 'H19',
    law: 'an accept parameter that is no UTF-8 is refused',
    send: asking('/studies?accept=%ff'),
    expect: queryInvalid,
  },
];

const frames = (list: string): Attack['send'] =>
  asking(({ standing }) => `${pathOf(standing.key)}/frames/${list}`, {
    accept: 'multipart/related; type="application/octet-stream"',
  });
const bytes = (range: string): Attack['send'] =>
  asking(({ standing }) => `${pathOf(standing.key)}/bulkdata/7FE00010`, { accept: 'application/octet-stream', range });
const frameListInvalid: Expectation = { status: 400, code: 'frame-list-invalid' };

const ranges: readonly Attack[] = [
  ...['0', '-1', '1-3', '1,,2', '1,', '1;2', '%31%2C%00', 'all', '99999999999', '1e1', '0x1'].map(
    (list): Attack => ({
      class: 'H21',
      law: `frames/${list} are no frames`,
      send: frames(list),
      expect: frameListInvalid,
    }),
  ),
  {
    class: 'H21',
    law: 'five thousand frames are too many at once',
    send: frames(repeated(5000, '1')),
    expect: frameListInvalid,
  },
  {
    class: 'H21',
    law: 'thousands of zeros are no frames',
    send: frames(repeated(4000, '0')),
    expect: frameListInvalid,
  },
  {
    class: 'H21',
    law: 'a frame beyond the last is not there',
    send: frames('4'),
    expect: { status: 404, code: 'frame-not-found' },
  },
  {
    class: 'H21',
    law: 'one frame beyond the last fails those before it too',
    send: frames('1,2,3,4'),
    expect: { status: 404, code: 'frame-not-found' },
  },
  { class: 'H21', law: 'frames backwards are frames', send: frames('3,2,1'), expect: found },
  {
    class: 'H21',
    law: 'the same frame four thousand times is streamed, not gathered',
    send: frames(repeated(4000, '1')),
    expect: found,
  },
  {
    class: 'H21',
    law: 'a ZIP file of a study that is not there is not there',
    send: asking('/studies/2.25.404', { accept: 'application/zip' }),
    expect: { status: 404, code: 'study-not-found' },
  },
  {
    class: 'H21',
    law: 'thousands of ETags are looked through, and are not ours',
    send: asking(({ standing }) => `${pathOf(standing.key)}/metadata`, { 'if-none-match': repeated(3000, '"0"') }),
    expect: found,
  },
  {
    class: 'H21',
    law: 'many ranges at once are refused',
    send: bytes(`bytes=${repeated(3000, '0-0')}`),
    expect: { status: 416 },
  },
  {
    class: 'H21',
    law: 'a range beyond the value is refused',
    send: bytes('bytes=999999999-'),
    expect: { status: 416 },
  },
  { class: 'H21', law: 'the last no bytes are refused', send: bytes('bytes=-0'), expect: { status: 416 } },
  { class: 'H21', law: 'a range backwards is none', send: bytes('bytes=5-2'), expect: found },
  { class: 'H21', law: 'a range of other units is none', send: bytes('frames=1-2'), expect: found },
  {
    class: 'H21',
    law: 'a range of digits without end is none',
    send: bytes(`bytes=0-${'9'.repeat(400)}`),
    expect: found,
  },
  {
    class: 'H21',
    law: 'a range to beyond the end ends at the end',
    send: bytes('bytes=0-999999999999999'),
    expect: { status: 206 },
  },
];

const methods: readonly Attack[] = [
  ...['PUT', 'DELETE', 'PATCH', 'PROPFIND'].map(
    (method): Attack => ({
      class: 'H22',
      law: `${method} is not allowed on studies`,
      send: calling(method, '/studies'),
      expect: notAllowed,
    }),
  ),
  {
    class: 'H22',
    law: 'a method in a header is not looked at',
    send: calling('GET', '/studies', { accept: json, 'x-http-method-override': 'DELETE', 'x-method-override': 'PUT' }),
    expect: found,
  },
  {
    class: 'H22',
    law: 'a method in the query is not looked at',
    send: asking('/studies?_method=DELETE'),
    expect: found,
  },
  {
    class: 'H22',
    law: 'a store where only searches are is not allowed',
    send: calling('POST', '/series', { 'content-type': 'application/dicom' }),
    expect: notAllowed,
  },
  {
    class: 'H22',
    law: 'OPTIONS where there is none is not allowed',
    send: calling('OPTIONS', '/studies'),
    expect: notAllowed,
  },
  {
    class: 'H22',
    law: 'a foreign page is told no methods',
    send: calling('OPTIONS', '/studies', { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' }),
    expect: nothing,
  },
  {
    class: 'H22',
    law: 'another host, address or scheme in a header changes nothing',
    send: asking('/studies', {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-for': `${secret}`,
      forwarded: `for=${secret};host=evil.example`,
      'x-original-url': '/admin',
      'x-rewrite-url': '/admin',
    }),
    expect: found,
  },
];

/** H19–H22: what is asked, and how. */
export const httpQuery: readonly Attack[] = [...paths, ...queries, ...searchOptions, ...accepts, ...ranges, ...methods];
