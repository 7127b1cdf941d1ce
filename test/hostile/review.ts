import { gzipSync } from 'node:zlib';
import { freshUid } from '../makers/fresh-uid.ts';
import { ctWith, filling, hostileCt, secret } from '../makers/hostile-ct.ts';
import { type CtSpec, type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';
import { type Answer, answerOf, joined } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { entryIdOf, storeMultipart, storeWell, type Target } from './target.ts';

const noEntry: Expectation = { status: 404, code: 'quarantine-entry-not-found' };
const noRoute: Expectation = { status: 404, code: 'route-not-found' };
const requestInvalid: Expectation = { status: 400, code: 'request-invalid' };
const queryInvalid: Expectation = { status: 400, code: 'query-invalid' };
const missing = '0'.repeat(64);
const words = { justification: 'The number belongs to a phantom.' };

interface Held {
  readonly made: MadeInstance;
  readonly id: string;
}

const heldCt = (comment: string, spec: CtSpec = {}): MadeInstance => ctWith([element('00204000', 'LT', comment)], spec);

/** What waits for a reviewer. */
async function hold(target: Target, made = heldCt('SSN 212-45-6789')): Promise<Held> {
  await storeMultipart(target, [made.bytes]);
  return { made, id: entryIdOf(made) };
}

const decisionOn = (id: string): string => `/decisions/${id}.json`;

async function post(target: Target, path: string, body: unknown = words): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return answerOf(await target.review(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** As it is: `fetch` would go up the path itself. */
async function sending(target: Target, method: string, path: string): Promise<Answer> {
  const lines = [
    `${method} /gateway/quarantine${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${await target.reviewer()}`,
    'Content-Type: application/json',
    'Connection: close',
    ...(method === 'POST' ? [`Content-Length: ${JSON.stringify(words).length}`, '', JSON.stringify(words)] : ['', '']),
  ];
  return target.exchange({ sent: [lines.join('\r\n')] });
}

const atPath = (path: string, expect: Expectation): Attack => ({
  class: 'G10',
  law: `${path.length > 90 ? `${path.length} characters` : path} leads to nothing that is held`,
  send: async (target) =>
    joined([await sending(target, 'GET', path), await sending(target, 'POST', `${path}/release`)]),
  expect,
});

const paths: readonly Attack[] = [
  ...[
    '/..',
    '/%2e%2e',
    '/%2e%2e%2fentries',
    '/..%2f..%2fidentity%2fkeys.json',
    '/%252e%252e',
    `/${missing.slice(1)}`,
    `/${missing}0`,
    `/${missing.slice(1)}A`,
    `/${missing.slice(1)}%00`,
    `/${missing}%0d%0aX-Forged:%201`,
    `/${missing}.json`,
    `/${'\u0660'.repeat(64)}`,
    `/${secret}`,
    '/__proto__',
    '/entries',
    `/${'a'.repeat(9_000)}`,
  ].map((path) => atPath(encodeURI(path).replaceAll('%25', '%'), noEntry)),
  atPath(`/${missing}/..`, noRoute),
  atPath('//', { status: 404 }),
  atPath('/%c0%af', requestInvalid),
  {
    class: 'G10',
    law: 'an entry in capitals is another, and is not held',
    send: async (target) => {
      const { made, id } = await hold(target);
      return { ...(await post(target, `/${id.toUpperCase()}/release`)), held: [made] };
    },
    expect: noEntry,
  },
  {
    class: 'G10',
    law: 'a machine with all that a machine may have is no reviewer',
    send: async (target) => {
      const { made, id } = await hold(target);
      const asked = { headers: { authorization: `Bearer ${target.bearer}` } };
      const answers = [await target.review('', asked), await target.review(`/${id}`, asked)];
      return { ...joined(await Promise.all(answers.map(answerOf))), held: [made] };
    },
    expect: { status: 403, code: 'scope-missing' },
  },
];

const listing = (query: string, expect: Expectation, law = `the list refuses ${query}`): Attack => ({
  class: 'G11',
  law,
  send: async (target) => answerOf(await target.review(`?${query}`)),
  expect,
});

const lists: readonly Attack[] = [
  ...[
    'limit=-1',
    'limit=0',
    'limit=1001',
    'limit=1e9',
    'limit=NaN',
    'limit=Infinity',
    'limit=',
    'limit=1.5',
    'limit=9007199254740993',
    'offset=-1',
    'offset=1e300',
    'offset=x',
    'state=OPEN',
    'state=constructor',
    'kind=',
    'study=..%2F',
    'study=%00',
    'unknown=1',
    `${secret}=1`,
    '__proto__=1',
    'constructor=1',
    `state=${secret}`,
    `study=${secret}`,
  ].map((query) => listing(query, queryInvalid, `the list refuses ${query.replace(secret, 'words')}`)),
  listing(`limit=1&${filling('a=b&', 33_000)}`, { status: 431 }, 'the list refuses 33 kB of query by its length'),
  listing('offset=9007199254740991', { status: 200 }, 'beyond the end of the list there is nothing'),
];

interface SentBody {
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** To each resource that takes a body, about what is held and stays so. */
const refusedBody = (law: string, sent: SentBody, expect: Expectation = requestInvalid): Attack => ({
  class: 'G12',
  law,
  send: async (target) => {
    const { made, id } = await hold(target);
    const answers: Answer[] = [];
    for (const act of ['release', 'reject', 'false-positives']) {
      const headers = { 'content-type': 'application/json', ...sent.headers };
      const body = sent.body as string;
      answers.push(await answerOf(await target.review(`/${id}/${act}`, { method: 'POST', headers, body })));
    }
    return { ...joined(answers), held: [made] };
  },
  expect,
});
const refusedValue = (law: string, value: unknown): Attack => refusedBody(law, { body: JSON.stringify(value) });
const unsupported: Expectation = { status: 415, code: 'media-type-not-supported' };

const bodies: readonly Attack[] = [
  refusedBody('no body is no JSON', { body: '' }),
  refusedBody('words are no JSON', { body: secret }),
  refusedBody('JSON that is cut off is none', { body: `{"justification":"${secret}` }),
  refusedBody('two values are no JSON', { body: `${JSON.stringify(words)}{}` }),
  refusedBody('a byte order mark is not of JSON (RFC 8259 8.1)', { body: `\ufeff${JSON.stringify(words)}` }),
  refusedBody('bytes that are no UTF-8 are no JSON', { body: Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]) }),
  refusedBody('8,000 levels are no justification', { body: `${'['.repeat(8_000)}${']'.repeat(8_000)}` }),
  refusedBody('8,000 objects in each other are none', {
    body: `${'{"justification":'.repeat(900)}1${'}'.repeat(900)}`,
  }),
  refusedBody(
    'a megabyte is not read',
    { body: JSON.stringify({ justification: filling(`${secret} `, 1_000_000) }) },
    { status: 413, code: 'request-too-large' },
  ),
  refusedBody(
    'a body of no media type is not read',
    { body: JSON.stringify(words), headers: { 'content-type': '' } },
    unsupported,
  ),
  refusedBody(
    'a form is not read',
    { body: `justification=${secret}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    unsupported,
  ),
  refusedBody(
    'a gzip is not opened',
    { body: gzipSync(JSON.stringify(words)), headers: { 'content-encoding': 'gzip' } },
    { status: 415, code: 'content-coding-not-supported' },
  ),
  ...[
    null,
    true,
    1,
    'a text of more than ten letters',
    [words],
    {},
    { justification: null },
    { justification: 1e300 },
    { justification: [words.justification] },
    { justification: { toString: 'x' } },
  ].map((value) => refusedValue(`${JSON.stringify(value)} is no justification`, value)),
  refusedValue('nine letters are no justification', { justification: 'x'.repeat(9) }),
  refusedValue('blanks are no justification', { justification: ' '.repeat(500) }),
  refusedValue('1,001 letters are too many', { justification: 'x'.repeat(1_001) }),
  refusedBody('what JavaScript knows is no field', {
    body: `{"__proto__":{"justification":"The number belongs to a phantom."}}`,
  }),
  refusedBody('nor is it one beside those that are', {
    body: `{"justification":"The number belongs to a phantom.","__proto__":{"decision":"released"}}`,
  }),
  refusedValue('a field that is not ours is refused', { ...words, reviewer: 'somebody else' }),
  refusedValue('nor is the name of a field repeated that is not ours', { ...words, [secret]: 1 }),
  refusedValue('an identity number is no justification, and is not repeated', {
    justification: `It is 212-45-6789, and mail to ${secret}@example.org`,
  }),
];

const raw = (text: string): string => `{"justification":"${text}"}`;
/** Odd words that say something, and are kept as they are. */
const oddWords: readonly Attack[] = [
  ['a lone surrogate', raw('A surrogate \\ud800 alone')],
  ['control characters', raw('A bell \\u0007, a NUL \\u0000 and \\u001b[2J')],
  ['a line break', raw('Two lines\\r\\n{\\"level\\":\\"error\\"}')],
  ['writing from right to left', raw('\\u202eno reason at all\\u202c')],
  ['markup', raw('<script>alert(1)</script>')],
].map(
  ([what = '', body = '']): Attack => ({
    class: 'G12',
    law: `${what} in a justification is a text`,
    send: async (target) => {
      const { made, id } = await hold(target);
      const headers = { 'content-type': 'application/json' };
      const rejected = await answerOf(await target.review(`/${id}/reject`, { method: 'POST', headers, body }));
      const read = await answerOf(await target.review(`/${id}`));
      const listed = await answerOf(await target.review('?state=rejected&limit=1'));
      return { ...joined([rejected, read, listed]), held: [made], notes: [decisionOn(id)] };
    },
    expect: { status: 200 },
  }),
);

const atOnce = <T>(count: number, one: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => one(index)));

const races: readonly Attack[] = [
  {
    class: 'G13',
    law: 'ten releases at once are one decision and one instance',
    send: async (target) => {
      const { made, id } = await hold(target);
      const answers = await atOnce(10, () => post(target, `/${id}/release`));
      return { ...joined(answers), kept: [made], held: [made], notes: [decisionOn(id)] };
    },
    expect: { status: 200 },
  },
  {
    class: 'G13',
    law: 'of releases and rejections at once one side wins, and the archive says which',
    send: async (target) => {
      const { made, id } = await hold(target);
      const answers = await atOnce(10, (index) => post(target, `/${id}/${index % 2 === 0 ? 'release' : 'reject'}`));
      const isReleased = answers[0]?.statuses[0] === 200;
      const won = answers.map(({ statuses }, index) => (statuses[0] === 200) === ((index % 2 === 0) === isReleased));
      const { statuses } = joined(answers);
      return {
        text: joined(answers).text,
        statuses: won.every(Boolean) ? statuses.toSorted() : statuses,
        kept: isReleased ? [made] : [],
        held: [made],
        notes: [decisionOn(id)],
      };
    },
    expect: { status: [...Array(5).fill(200), ...Array(5).fill(409)], code: 'entry-not-open' },
  },
  {
    class: 'G13',
    law: 'ten releases while the sender tries again ten times store the instance once',
    send: async (target) => {
      const { made, id } = await hold(target);
      const sends = atOnce(10, () => storeMultipart(target, [made.bytes]));
      const releases = await atOnce(10, () => post(target, `/${id}/release`));
      const allowed = (await sends).every(({ statuses: [status = 0] }) => status === 202 || status === 409);
      return {
        ...joined(releases),
        statuses: [allowed ? 200 : 0],
        kept: [made],
        held: [made],
        notes: [decisionOn(id)],
      };
    },
    expect: { status: 200 },
  },
  {
    class: 'G13',
    law: 'what is held under a UID that another instance has meanwhile is not released, and not decided',
    send: async (target) => {
      const { made, id } = await hold(target);
      const other = hostileCt(made.key);
      await storeWell(target, other);
      const answers = await atOnce(5, () => post(target, `/${id}/release`));
      return { ...joined(answers), kept: [other], held: [made] };
    },
    expect: { status: 409, code: 'release-refused' },
  },
  {
    class: 'G13',
    law: 'what is held under a UID that an instance of another study has is not stored, and the other stays',
    send: async (target) => {
      const other = hostileCt();
      await storeWell(target, other);
      const { sopInstanceUid } = other.key;
      const { made, id } = await hold(target, heldCt('SSN 212-45-6789', { sopInstanceUid }));
      const answers = [await post(target, `/${id}/release`), await post(target, `/${id}/release`)];
      return { ...joined(answers), kept: [other], held: [made], notes: [decisionOn(id)] };
    },
    expect: { status: 409, code: 'release-refused' },
  },
  {
    class: 'G13',
    law: 'of two that are held under one UID the first that is released is stored, and the other stays undecided',
    send: async (target) => {
      const { key } = makeCt();
      const first = await hold(target, heldCt('SSN 212-45-6789', key));
      const second = await hold(target, heldCt('SSN 212-45-6788', key));
      const answers = [await post(target, `/${first.id}/release`), await post(target, `/${second.id}/release`)];
      const held = [first.made, second.made];
      return { ...joined(answers), kept: [first.made], held, notes: [decisionOn(first.id)] };
    },
    expect: { status: [200, 409], code: 'release-refused' },
  },
  {
    class: 'G13',
    law: 'twenty reports at once are twenty notes',
    send: async (target) => {
      const { made, id } = await hold(target);
      const { findings } = (await (await target.review(`/${id}`)).json()) as { findings: { fingerprint: string }[] };
      const report = { fingerprint: findings[0]?.fingerprint, reason: 'A number of our phantoms.' };
      const answers = await atOnce(20, () => post(target, `/${id}/false-positives`, report));
      const notes = answers.map((_, index) => `/reports/${id}/${String(index + 1).padStart(4, '0')}.json`);
      return { ...joined(answers), held: [made], notes };
    },
    expect: { status: 200 },
  },
  {
    class: 'G13',
    law: 'a study of another is not listed',
    send: async (target) => {
      const { made } = await hold(target);
      const answer = await answerOf(await target.review(`?study=${freshUid()}`));
      return { ...answer, statuses: answer.text.includes(entryIdOf(made)) ? [0] : answer.statuses, held: [made] };
    },
    expect: { status: 200 },
  },
];

/** Classes G10–G13: the resources where people decide about what the guard holds. */
export const review: readonly Attack[] = [...paths, ...lists, ...bodies, ...oddWords, ...races];
