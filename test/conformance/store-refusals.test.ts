import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt } from '../makers/make-ct.ts';
import { type BodyPartSpec, bareMetadata, jsonBody } from '../makers/metadata-body.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const maxInstanceBytes = 64 * 1024;
const maxRequestBytes = 256 * 1024;
const maxMetadataBytes = 4_000;
const maxBulkParts = 3;
const maxInstances = 4;

/** What no site would let in, and what it would look at first. */
const policy = {
  apiVersion: 'portcullis/guard-policy/v1',
  site: 'store-refusals',
  rules: [
    {
      id: 'no-mail',
      when: { detector: ['email-address'] },
      verdict: 'reject',
      reason: 'Addresses are kept elsewhere.',
    },
  ],
};

let gateway: TestGateway;
beforeAll(async () => {
  const guardPolicy = join(tmpdir(), `guard-policy-${randomUUID()}.json`);
  await writeFile(guardPolicy, JSON.stringify(policy));
  gateway = await startGateway({
    GUARD_POLICY: guardPolicy,
    MAX_INSTANCE_BYTES: String(maxInstanceBytes),
    MAX_REQUEST_BYTES: String(maxRequestBytes),
    MAX_INSTANCES_PER_REQUEST: String(maxInstances),
    MAX_METADATA_BYTES: String(maxMetadataBytes),
    MAX_BULK_PARTS_PER_REQUEST: String(maxBulkParts),
  });
  await store([taken.bytes]);
});
afterAll(() => gateway.close());

const post = (body: Buffer, headers: Readonly<Record<string, string>>, path = '/studies') =>
  gateway.fetch(path, { method: 'POST', body: body as Buffer<ArrayBuffer>, headers });
const store = (files: readonly Uint8Array[], path?: string, partType?: string) => {
  const { contentType, body } = multipartBody(files, partType);
  return post(body, { 'content-type': contentType }, path);
};
/** Metadata without bulk data, or with parts that nothing names. */
const storeJson = (count: number, description = '', parts = 0) => {
  const bare = { ...bareMetadata(makeCt().key), '00081030': { vr: 'LO', Value: [description] } };
  const bulk = Array.from({ length: parts }, () => ({ location: 'nowhere', contentType: octetStream, content: 'x' }));
  const { contentType, body } = jsonBody(
    Array.from({ length: count }, () => bare),
    bulk,
  );
  return post(body, { 'content-type': contentType });
};
const storeWith = (bulkDataUri: string, bulk: readonly BodyPartSpec[]) => {
  const metadata = { ...bareMetadata(makeCt().key), '7FE00010': { vr: 'OW', BulkDataURI: bulkDataUri } };
  const { contentType, body } = jsonBody([metadata], bulk);
  return post(body, { 'content-type': contentType });
};
const octetStream = 'application/octet-stream';
const bulkPart = { location: 'a', contentType: octetStream, content: 'x' };
const itemsOf = (response: DicomJson, tag: string) => (response[tag]?.Value ?? []) as DicomJson[];
const failuresOf = (response: DicomJson) => [...itemsOf(response, '00081198'), ...itemsOf(response, '0008119A')];

const taken = makeCt();
const good = makeCt();
const refused: readonly [keyof typeof failureReasons, string, () => Promise<Response>][] = [
  [
    'duplicateSopInstance',
    'a UID that other bytes hold',
    () => store([makeCt({ ...taken.key, patientId: 'X' }).bytes]),
  ],
  ['sopClassNotSupported', 'a DICOMDIR', () => store([makeCt({ sopClassUid: '1.2.840.10008.1.3.10' }).bytes])],
  ['outOfResources', 'an instance beyond MAX_INSTANCE_BYTES', () => store([makeCt({ rows: 256, columns: 256 }).bytes])],
  ['studyMismatch', 'an instance of another study', () => store([good.bytes], `/studies/${freshUid()}`)],
  ['cannotUnderstand', 'what is no DICOM', () => store([Buffer.alloc(4096, 'no DICOM ')])],
  ['noPreamble', 'a data set without preamble', () => store([makeCt({ file: { preamble: null } }).bytes])],
  ['truncated', 'a file that ends too early', () => store([good.bytes.subarray(0, -100)])],
  ['uidInvalid', 'an instance without Study Instance UID', () => store([makeCt({ without: ['0020000D'] }).bytes])],
  ['notDicomPart', 'a part of another media type', () => store([Buffer.from('<html>')], '/studies', 'text/html')],
  [
    'transferSyntaxNotSupported',
    'a private transfer syntax',
    () => store([makeCt({ transferSyntaxUid: '2.25.7' }).bytes]),
  ],
  [
    'metadataInvalid',
    'metadata with a file meta element',
    () => {
      const metadata = { ...bareMetadata(makeCt().key), '00020010': { vr: 'UI' } };
      const { contentType, body } = jsonBody([metadata]);
      return post(body, { 'content-type': contentType });
    },
  ],
  ['bulkMissing', 'a BulkDataURI that no part has', () => storeWith('a', [])],
  ['bulkAmbiguous', 'two parts for one value', () => storeWith('a', [bulkPart, bulkPart])],
  ['bulkContradictory', 'a document for pixel data', () => storeWith('a', [{ ...bulkPart, contentType: 'text/xml' }])],
  [
    'heldByGuard',
    'a program in the preamble',
    () => store([makeCt({ file: { preamble: Buffer.alloc(128, 'MZ') } }).bytes]),
  ],
  ['rejectedByGuard', 'what the policy rejects', () => store([makeCt({ studyDescription: 'ask@example.org' }).bytes])],
];

describe('a refused instance (PS3.18 10.5.3, Annex I)', () => {
  it.each(refused)('%s: 409 for %s, the reason as a number and in words', async (name, _what, send) => {
    const response = await send();

    const [failure, ...others] = failuresOf((await response.json()) as DicomJson);
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    expect(others).toEqual([]);
    expect(failure?.['00081197']).toEqual({ vr: 'US', Value: [failureReasons[name]] });
    expect(failure?.['00000902']?.Value?.[0]).toMatch(/\w+ \w+/);
  });

  it('may have any of the reasons that are declared', () => {
    const besideInstances = ['bulkUnclaimed'];
    expect([...refused.map(([name]) => name), ...besideInstances].sort()).toEqual(Object.keys(failureReasons).sort());
  });

  it('is named in Failed SOP Sequence where it could be read so far, with class and UID (I.2)', async () => {
    const response = await store([makeCt({ ...taken.key, patientId: 'X' }).bytes]);

    const body = (await response.json()) as DicomJson;
    expect(itemsOf(body, '00081198')).toMatchObject([
      {
        '00081150': { vr: 'UI', Value: [taken.sopClassUid] },
        '00081155': { vr: 'UI', Value: [taken.key.sopInstanceUid] },
      },
    ]);
    expect(body).not.toHaveProperty('0008119A');
    expect(body['00081190']).toEqual({ vr: 'UR' });
  });

  it('stands beside those that were stored: 202 (Table 10.5.3-1)', async () => {
    const response = await store([makeCt().bytes, good.bytes.subarray(0, -100), makeCt().bytes]);

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(202);
    expect(itemsOf(body, '00081199')).toHaveLength(2);
    expect(failuresOf(body)).toHaveLength(1);
  });

  it('never has its values told', async () => {
    const bytes = makeCt({ patientName: 'Secret^Name', sopInstanceUid: '1.2.SECRET' }).bytes;

    const response = await store([bytes]);

    expect(response.status).toBe(409);
    expect((await response.text()).toUpperCase()).not.toContain('SECRET');
  });
});

describe('a refused request (PS3.18 Table 8.5-1, 10.5.3)', () => {
  const dicom = { 'content-type': 'application/dicom' };

  it.each([
    [
      'more parts than MAX_INSTANCES_PER_REQUEST',
      413,
      () => store(Array.from({ length: maxInstances + 1 }, () => makeCt().bytes)),
    ],
    ['more bytes than MAX_REQUEST_BYTES', 413, () => post(Buffer.alloc(maxRequestBytes + 1), dicom)],
    ['a Content-Encoding', 415, () => post(good.bytes, { ...dicom, 'content-encoding': 'gzip' })],
    ['no Content-Type', 415, () => post(good.bytes, { 'content-type': '' })],
    ['JSON outside of multipart', 415, () => post(Buffer.from('[]'), { 'content-type': 'application/dicom+json' })],
    [
      'multipart of HTML',
      415,
      () => post(Buffer.from('--b--'), { 'content-type': 'multipart/related; type="text/html"; boundary=b' }),
    ],
    ['more instances of metadata than MAX_INSTANCES_PER_REQUEST', 413, () => storeJson(maxInstances + 1)],
    ['more metadata than MAX_METADATA_BYTES', 413, () => storeJson(1, 'x'.repeat(maxMetadataBytes))],
    ['more bulk data parts than MAX_BULK_PARTS_PER_REQUEST', 413, () => storeJson(1, '', maxBulkParts + 1)],
    ['a form', 415, () => post(Buffer.from('--b--'), { 'content-type': 'multipart/form-data; boundary=b' })],
    [
      'multipart without boundary',
      400,
      () => post(Buffer.from('--b--'), { 'content-type': 'multipart/related; type="application/dicom"' }),
    ],
    [
      'multipart without parts',
      400,
      () =>
        post(Buffer.from('--b--\r\n'), { 'content-type': 'multipart/related; type="application/dicom"; boundary=b' }),
    ],
    ['a study that is no UID', 400, () => store([good.bytes], '/studies/1.2.x')],
  ])('for %s is %i, says why, and stores nothing', async (_what, status, send) => {
    const response = await send();

    const problem = (await response.json()) as { detail: string; status: number };
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problem.status).toBe(status);
    expect(problem.detail.length).toBeGreaterThan(20);
    const found = await gateway.fetch(`/studies?StudyInstanceUID=${good.key.studyUid}`, { headers: { accept: '*/*' } });
    expect(found.status).toBe(204);
  });
});

describe('the forms that senders give to multipart/related (RFC 2046, RFC 2387)', () => {
  it.each([
    ['type without quotes', 'multipart/related; type=application/dicom; boundary=b', 'Content-Type: application/dicom'],
    [
      'a quoted boundary, odd case and spacing',
      'Multipart/Related;boundary="b" ;  TYPE="application/dicom"',
      'content-type:application/dicom',
    ],
    [
      'a part that names its transfer syntax',
      'multipart/related; type="application/dicom"; boundary=b',
      'Content-Type: application/dicom; transfer-syntax=1.2.840.10008.1.2.1',
    ],
    ['a part without Content-Type', 'multipart/related; type="application/dicom"; boundary=b', 'Content-Location: x'],
    [
      'a part with its length, as Orthanc sends it',
      'multipart/related; type="application/dicom"; boundary=b',
      'Content-Type: application/dicom\r\nContent-Length: 5',
    ],
  ])('are understood: %s', async (_form, contentType, partHeaders) => {
    const { bytes } = makeCt();
    const body = Buffer.concat([Buffer.from(`--b\r\n${partHeaders}\r\n\r\n`), bytes, Buffer.from('\r\n--b--\r\n')]);

    const response = await post(body, { 'content-type': contentType });

    expect(response.status).toBe(200);
  });
});
