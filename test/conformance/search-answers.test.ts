import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import { attributeOf, readXml, valuesIn } from '../makers/read-native-xml.ts';
import { readParts } from '../makers/read-parts.ts';
import {
  firstValue,
  openSearchableGateway,
  type SearchableGateway,
  studyA,
  studyB,
  studyC,
} from './searchable-gateway.ts';

const studyD = '2.25.50';
const instanceD = `${studyD}.1.1`;
const xml = 'multipart/related; type="application/dicom+xml"';
const otherId = (id: string, issuer: string) => [element('00100020', 'LO', id), element('00100021', 'LO', issuer)];
const rich = makeCt({
  studyUid: studyD,
  seriesUid: `${studyD}.1`,
  sopInstanceUid: instanceD,
  patientName: 'Stored^All=山田',
  patientId: 'P-5',
  studyDate: '20200101',
  extra: [
    element('00080070', 'LO', 'A & B <scanners>'),
    element('00104000', 'LT', 'a comment'),
    element('00180050', 'DS', '2.5'),
    element('00290010', 'LO', 'ACME'),
    element('00291008', 'LO', 'FAST'),
    element('00420011', 'OB', new Uint8Array(4_096)),
    sequence('00101002', [otherId('X1', 'HERE'), otherId('X2', 'THERE')]),
    sequence('00400275', [[element('00400009', 'SH', 'SPS-7'), element('00400007', 'LO', 'A step')]]),
  ],
});

let gateway: SearchableGateway;
beforeAll(async () => {
  gateway = await openSearchableGateway({}, [rich]);
});
afterAll(() => gateway.close());

describe('includefield of what the index does not keep (PS3.18 8.3.4.3)', () => {
  const findOne = async (query: string, level = 'instances') =>
    (await gateway.find(`/${level}?StudyInstanceUID=${studyD}&${query}`))[0];

  it.each([
    ['a keyword', 'SliceThickness', '00180050', { vr: 'DS', Value: [2.5] }],
    ['a tag', '00180050', '00180050', { vr: 'DS', Value: [2.5] }],
    [
      'a sequence whole',
      'OtherPatientIDsSequence',
      '00101002',
      { vr: 'SQ', Value: [expect.anything(), expect.anything()] },
    ],
    ['what the instance has not, without a value', 'KVP', '00180060', { vr: 'DS' }],
  ])('takes %s', async (_form, field, tag, expected) => {
    expect((await findOne(`includefield=${field}`))?.[tag]).toEqual(expected);
  });

  it('takes a dotted path, and gives of each item only what was asked for', async () => {
    const match = await findOne('includefield=OtherPatientIDsSequence.PatientID', 'studies');

    expect(match?.['00101002']?.Value).toEqual([
      { '00100020': { vr: 'LO', Value: ['X1'] } },
      { '00100020': { vr: 'LO', Value: ['X2'] } },
    ]);
  });

  it('takes a private attribute with its creator as a match, and gives both', async () => {
    const match = await findOne('includefield=00291008&00290010=ACME');
    const without = await findOne('includefield=00291008');

    expect([firstValue(match, '00290010'), firstValue(match, '00291008')]).toEqual(['ACME', 'FAST']);
    expect(without).not.toHaveProperty('00291008');
  });

  it('gives a sequence whole of which the index keeps two attributes', async () => {
    const match = await findOne('includefield=RequestAttributesSequence', 'series');

    expect(match?.['00400275']?.Value).toEqual([
      { '00400007': { vr: 'LO', Value: ['A step'] }, '00400009': { vr: 'SH', Value: ['SPS-7'] } },
    ]);
  });

  it('all gives everything of the level and above, in ascending order, and nothing of those below', async () => {
    const instance = await findOne('includefield=all');
    const study = await findOne('includefield=all', 'studies');

    expect(Object.keys(instance ?? {})).toEqual(Object.keys(instance ?? {}).toSorted());
    for (const tag of ['00104000', '00180050', '00291008', '7FE00010', '00083002'])
      expect(instance).toHaveProperty(tag);
    for (const tag of ['00104000', '00101002', '00201208']) expect(study).toHaveProperty(tag);
    for (const tag of ['00180050', '00080070', '00080060', '0020000E']) expect(study).not.toHaveProperty(tag);
  });

  it('points to bulk data where it can be retrieved', async () => {
    const match = await findOne('includefield=00420011');
    const url = match?.['00420011']?.BulkDataURI ?? '';

    const authorization = `Bearer ${await gateway.token()}`;
    const bulk = await fetch(url, { headers: { authorization, accept: 'application/octet-stream' } });

    expect(url).toBe(
      `${gateway.dicomwebUrl}/studies/${studyD}/series/${studyD}.1/instances/${instanceD}/bulkdata/00420011`,
    );
    expect((await bulk.arrayBuffer()).byteLength).toBe(4_096);
  });

  it('ignores what names no attribute, however deep', async () => {
    const deep = Array(200).fill('00101002').join('.');

    const match = await findOne(`includefield=${deep},__proto__,constructor.PatientID,,%00101002`.replace('%00', '00'));

    expect(firstValue(match, '00080018')).toBe(instanceD);
  });

  it('reads no more headers than a page has results, whose most are a thousand', async () => {
    const [first, ...others] = await gateway.find('/instances?includefield=SliceThickness&limit=1');

    expect(others).toEqual([]);
    expect(first).toHaveProperty('00180050');
  });
});

describe('an answer in XML (PS3.18 8.7.3.2, PS3.19 A.1)', () => {
  const readXmlParts = async (path: string) => {
    const response = await gateway.search(path, xml);
    return { response, parts: await readParts(response) };
  };

  it('has a part a match', async () => {
    const { response, parts } = await readXmlParts('/studies');

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(
      /^multipart\/related; type="application\/dicom\+xml"; boundary=/,
    );
    expect(parts).toHaveLength(4);
    const uids = parts.map(({ body }) => valuesIn(attributeOf(readXml(body.toString()), '0020000D'))[0]);
    expect(uids).toEqual([studyC, studyB, studyA, studyD]);
    for (const { headers } of parts) expect(headers.get('content-type')).toBe('application/dicom+xml');
  });

  it('says the same as the answer in JSON', async () => {
    const path = `/instances?StudyInstanceUID=${studyD}&includefield=all`;
    const [json = {}] = await gateway.find(path);

    const { parts } = await readXmlParts(path);

    const model = readXml(String(parts[0]?.body));
    const tags = Object.keys(json).map((tag) => (tag === '00291008' ? '00290008' : tag));
    expect(model.children.map(({ attributes }) => attributes.tag)).toEqual(tags);
    expect(valuesIn(attributeOf(model, '00080070'))).toEqual(['A & B <scanners>']);
    expect(attributeOf(model, '00290008')?.attributes).toMatchObject({ privateCreator: 'ACME', vr: 'LO' });
    expect(attributeOf(model, '00420011')?.children[0]?.attributes.uri).toBe(json['00420011']?.BulkDataURI);
  });

  it('warns of the rest, and is 204 where there is nothing, like any other', async () => {
    const page = await gateway.search('/studies?limit=1', xml);
    await page.arrayBuffer();

    expect(page.headers.get('warning')).toContain('There are 3 additional results');
    expect((await gateway.search('/studies?PatientID=nobody', xml)).status).toBe(204);
  });

  it.each([
    ['the better weight', `application/dicom+json;q=0.5, ${xml};q=0.9`, 'multipart/related'],
    ['JSON for a wildcard', '*/*', 'application/dicom+json'],
    ['plain JSON', 'application/json', 'application/json'],
  ])('is chosen by %s (8.7.5)', async (_rule, accept, expected) => {
    const response = await gateway.search('/studies?limit=1', accept);
    await response.arrayBuffer();

    expect(response.headers.get('content-type')).toContain(expected);
  });

  it('is chosen by the accept parameter where the header allows both (8.3.3.1)', async () => {
    const parameter = encodeURIComponent(xml);

    const response = await gateway.search(`/studies?limit=1&accept=${parameter}`, '*/*');
    await response.arrayBuffer();

    expect(response.headers.get('content-type')).toContain('application/dicom+xml');
  });
});

describe('character sets (PS3.18 8.3.3.2, 8.7.6)', () => {
  const statusOf = async (query: string, acceptCharset?: string) => {
    const headers = { accept: 'application/dicom+json', ...(acceptCharset && { 'accept-charset': acceptCharset }) };
    const response = await gateway.fetch(`/studies?limit=1${query}`, { headers });
    await response.arrayBuffer();
    return response.status;
  };

  it.each([
    ['', undefined, 200],
    ['', 'utf-8', 200],
    ['', 'iso-8859-1, UTF-8;q=0.1', 200],
    ['', 'iso-8859-1, *;q=0.1', 200],
    ['', 'iso-8859-1', 406],
    ['', 'utf-8;q=0, *', 406],
    ['&charset=utf-8', 'iso-8859-1', 200],
    ['&charset=iso-8859-1', undefined, 406],
  ])('charset%s with Accept-Charset %s is %i', async (query, header, status) => {
    expect(await statusOf(query, header)).toBe(status);
  });
});

describe('a search that is too broad (PS3.18 Table 10.6.3-1)', () => {
  let strict: SearchableGateway;
  beforeAll(async () => {
    strict = await openSearchableGateway({ SEARCH_MAX_MATCHES: '2' });
  });
  afterAll(() => strict.close());

  it('is 413 and says what to do, whatever its limit', async () => {
    const response = await strict.search('/studies?limit=1');

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({
      code: 'search-too-broad',
      detail: expect.stringContaining('more than 2 results'),
    });
  });

  it('is answered when it is narrower', async () => {
    expect(await strict.uids('/studies?StudyDate=2024-20241231'.replace('2024-', '20240101-'))).toEqual([
      studyB,
      studyA,
    ]);
  });
});

describe('a header that the archive has lost', () => {
  it('is 503 where a search needs it, never a match with less than it has', async () => {
    const lossy = await openSearchableGateway({}, [rich]);
    const folder = join(lossy.dataFolder, 'archive', 'studies', studyD, `${studyD}.1`);
    await rm(join(folder, `${instanceD}.sidecar`));

    const search = () => lossy.search(`/instances?StudyInstanceUID=${studyD}&includefield=SliceThickness`);
    const before = await search();
    await lossy.find(`/studies/${studyD}/metadata`);
    const after = (await (await search()).json()) as DicomJson[];

    expect(before.status).toBe(503);
    expect(firstValue(after[0], '00180050')).toBe(2.5);
    await lossy.close();
  });
});
