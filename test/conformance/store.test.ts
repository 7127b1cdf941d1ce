import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { freshUid } from '../makers/fresh-uid.ts';
import { makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { attributeOf, readXml, valuesIn } from '../makers/read-native-xml.ts';
import { readParts } from '../makers/read-parts.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const store = (files: readonly Uint8Array[], path = '/studies') => {
  const { contentType, body } = multipartBody(files);
  return gateway.fetch(path, { method: 'POST', body, headers: { 'content-type': contentType } });
};
const instancesOf = async (studyUid: string): Promise<number> => {
  const response = await gateway.fetch(`/studies/${studyUid}/instances`, {
    headers: { accept: 'application/dicom+json' },
  });
  return response.status === 204 ? 0 : ((await response.json()) as unknown[]).length;
};
const itemsOf = (response: DicomJson, tag: string) => (response[tag]?.Value ?? []) as DicomJson[];

describe('POST /studies (PS3.18 10.5)', () => {
  it('answers 200 and references every instance when all are stored (10.5.3, I.2)', async () => {
    const studyUid = freshUid();
    const made = [makeCt({ studyUid }), makeCt({ studyUid, instanceNumber: '2' })];

    const response = await store(made.map(({ bytes }) => bytes));

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/dicom+json');
    expect(body['00081190']?.Value).toEqual([`${gateway.dicomwebUrl}/studies/${studyUid}`]);
    expect(itemsOf(body, '00081199').map((item) => item['00081155']?.Value?.[0])).toEqual(
      made.map(({ key }) => key.sopInstanceUid),
    );
    expect(await instancesOf(studyUid)).toBe(2);
  });

  it('takes instances of several studies in one request (10.5.1)', async () => {
    const made = [makeCt(), makeCt()];

    const response = await store(made.map(({ bytes }) => bytes));

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(200);
    expect(body['00081190']).toEqual({ vr: 'UR' });
  });

  it('takes one instance as application/dicom without multipart (an extension)', async () => {
    const { bytes, key } = makeCt();

    const response = await gateway.fetch('/studies', {
      method: 'POST',
      body: bytes as Buffer<ArrayBuffer>,
      headers: { 'content-type': 'application/dicom' },
    });

    expect(response.status).toBe(200);
    expect(await instancesOf(key.studyUid)).toBe(1);
  });

  it('answers 202 and stores the others when one is refused (10.5.3)', async () => {
    const good = makeCt();

    const response = await store([good.bytes, Buffer.from('this is not DICOM, however long it goes on '.repeat(9))]);

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(202);
    expect(itemsOf(body, '00081199')).toHaveLength(1);
    expect(itemsOf(body, '0008119A')).toHaveLength(1);
    expect(await instancesOf(good.key.studyUid)).toBe(1);
  });

  it('answers 200 to the same bytes again and keeps one instance', async () => {
    const { bytes, key } = makeCt();

    const first = await store([bytes]);
    const second = await store([bytes]);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await instancesOf(key.studyUid)).toBe(1);
  });

  it('answers 409 to other bytes under the same SOP Instance UID and changes nothing (reason 0111H)', async () => {
    const original = makeCt();
    const forged = makeCt({ ...original.key, patientId: 'SOMEBODY-ELSE' });

    await store([original.bytes]);
    const response = await store([forged.bytes]);

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(409);
    expect(itemsOf(body, '00081198')[0]?.['00081197']?.Value).toEqual([0x0111]);
    const found = await gateway.fetch(`/studies?StudyInstanceUID=${original.key.studyUid}`);
    expect(JSON.stringify(await found.json())).not.toContain('SOMEBODY-ELSE');
  });

  it('refuses a SOP Instance UID that another study holds (reason 0111H)', async () => {
    const original = makeCt();
    const moved = makeCt({ sopInstanceUid: original.key.sopInstanceUid });

    await store([original.bytes]);
    const response = await store([moved.bytes]);

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(409);
    expect(itemsOf(body, '00081198')[0]?.['00081197']?.Value).toEqual([0x0111]);
    expect(await instancesOf(moved.key.studyUid)).toBe(0);
    expect(await instancesOf(original.key.studyUid)).toBe(1);
  });

  it('answers 415 to a Content-Type that is no DICOM (10.5.3)', async () => {
    const response = await gateway.fetch('/studies', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });

    expect(response.status).toBe(415);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('answers 400 to a body without close delimiter and stores nothing of it (10.5.3)', async () => {
    const { bytes, key } = makeCt();
    const { contentType, body } = multipartBody([bytes]);

    const response = await gateway.fetch('/studies', {
      method: 'POST',
      body: body.subarray(0, body.length - 4),
      headers: { 'content-type': contentType },
    });

    expect(response.status).toBe(400);
    expect(await instancesOf(key.studyUid)).toBe(0);
  });
});

describe('POST /studies/{study} (PS3.18 10.5)', () => {
  it('stores instances of that study', async () => {
    const { bytes, key } = makeCt();

    const response = await store([bytes], `/studies/${key.studyUid}`);

    expect(response.status).toBe(200);
  });

  it('refuses instances of another study (reason A901H)', async () => {
    const { bytes, key } = makeCt();

    const response = await store([bytes], `/studies/${freshUid()}`);

    const body = (await response.json()) as DicomJson;
    expect(response.status).toBe(409);
    expect(itemsOf(body, '00081198')[0]?.['00081197']?.Value).toEqual([0xa901]);
    expect(await instancesOf(key.studyUid)).toBe(0);
  });

  it('answers 400 to a study that is no UID', async () => {
    const response = await store([makeCt().bytes], '/studies/..%2F..%2Fetc');

    expect(response.status).toBe(400);
  });
});

describe('the Store Instances Response (PS3.18 10.5.3, I.2)', () => {
  const storeAccepting = async (accept: string) => {
    const made = makeCt();
    const { contentType, body } = multipartBody([made.bytes]);
    const headers = { accept, 'content-type': contentType };
    return { made, response: await gateway.fetch('/studies', { method: 'POST', body, headers }) };
  };

  it.each(['application/dicom+xml', 'application/dicom+json;q=0.5, application/dicom+xml'])(
    'is in XML for Accept: %s',
    async (accept) => {
      const { made, response } = await storeAccepting(accept);

      const xml = await response.text();
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/dicom+xml']);
      const [reference] = attributeOf(readXml(xml), '00081199')?.children ?? [];
      expect(valuesIn(attributeOf(reference, '00081155'))).toEqual([made.key.sopInstanceUid]);
    },
  );

  it('is one part of XML where multipart is asked for', async () => {
    const { made, response } = await storeAccepting('multipart/related; type="application/dicom+xml"');

    const [part] = await readParts(response);
    expect(part?.headers.get('content-type')).toBe('application/dicom+xml');
    expect(part?.body.toString()).toContain(made.key.sopInstanceUid);
  });

  it.each(['application/dicom+json', '*/*', 'text/html'])('is in JSON for Accept: %s', async (accept) => {
    const { response } = await storeAccepting(accept);

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/dicom+json']);
  });
});
