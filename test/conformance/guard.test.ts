import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { inspectionIn } from '../../shared/dicom/sidecar.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { auditEvents, everythingTold, filesIn } from '../makers/everything-told.ts';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

/** Identifiers of nobody: a number never issued to a person of that name, a fictional telephone, a reserved domain. */
const planted = {
  ssn: '212-45-6789',
  phone: '212-555-0134',
  mail: 'jane.roe@example.org',
  otherMail: 'john.roe@example.org',
};

const policy = `
apiVersion: portcullis/guard-policy/v1
site: test-hospital
rules:
  - id: no-telephone-in-series
    when: { detector: [phone-number], path: [SeriesDescription] }
    verdict: redact
    reason: The name of a series is shown to everybody who searches.
  - id: no-mail-in-image-comments
    when: { detector: [email-address], path: [ImageComments] }
    verdict: reject
    reason: The sender is known to put mail addresses there and has to stop it.
  - id: mail-in-study-description
    when: { detector: [email-address], path: [StudyDescription] }
    verdict: quarantine
    mode: observe
    reason: To see how often it happens before it is enforced.
  - id: contact-in-text
    when: { group: [contact], exceptPath: [StudyDescription] }
    verdict: flag
    reason: A telephone number or e-mail address outside of the attributes for them.
`;

let gateway: TestGateway;
let reviewerToken: Promise<string>;
beforeAll(async () => {
  const guardPolicy = join(tmpdir(), `guard-policy-${randomUUID()}.yaml`);
  await writeFile(guardPolicy, policy);
  gateway = await startGateway({ GUARD_POLICY: guardPolicy });
  reviewerToken = gateway.personToken('administrator', ['dicom/dlp.review']);
});
afterAll(() => gateway.close());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: DicomJson;
}

async function store(...files: readonly MadeInstance[]): Promise<Answer> {
  const { contentType, body } = multipartBody(files.map(({ bytes }) => bytes));
  const response = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}

const itemsOf = (body: DicomJson, tag: string) => (body[tag]?.Value ?? []) as DicomJson[];
const numbersOf = (item: DicomJson | undefined, tag: string) => item?.[tag]?.Value;

/** What a reader sees: the search, the metadata, the instance. */
async function seenByReaders({ key }: MadeInstance): Promise<{ readonly statuses: number[]; readonly text: string }> {
  const instance = `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
  const headers = { accept: 'application/dicom+json' };
  const search = await gateway.fetch(`/studies?StudyInstanceUID=${key.studyUid}&includefield=all`, { headers });
  const metadata = await gateway.fetch(`${instance}/metadata`, { headers });
  const bytes = await gateway.fetch(instance, { headers: { accept: 'application/dicom' } });
  const answers = [search, metadata, bytes];
  const texts = await Promise.all(
    answers.map(async (answer) => Buffer.from(await answer.arrayBuffer()).toString('latin1')),
  );
  return { statuses: answers.map(({ status }) => status), text: texts.join('\n') };
}

async function fetchInstance({ key }: MadeInstance): Promise<Buffer> {
  const path = `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
  const response = await gateway.fetch(path, { headers: { accept: 'application/dicom' } });
  return Buffer.from(await response.arrayBuffer());
}

async function inspectionOf({ key }: MadeInstance): Promise<Inspection> {
  const files = await filesIn(join(gateway.dataFolder, 'archive'));
  const sidecar = files.find((path) => path.endsWith(`${key.sopInstanceUid}.sidecar`));
  return inspectionIn(await readFile(sidecar ?? '')) as Inspection;
}

const guardEvents = async ({ key }: MadeInstance) =>
  (await auditEvents(gateway)).filter(({ action, studyUid }) => action === 'guard' && studyUid === key.studyUid);

const quarantined = () => fetchGateway('/quarantine?kind=held&state=open');
const fetchGateway = async (path: string, init: RequestInit = {}) =>
  fetch(`${gateway.baseUrl}/gateway${path}`, {
    ...init,
    headers: { authorization: `Bearer ${await reviewerToken}`, ...init.headers },
  });

describe('an ordinary identified study', () => {
  it('is stored untouched, without a word', async () => {
    const made = makeCt({ patientName: 'Roe^Jane', patientId: 'MRN-4711', patientBirthDate: '19510304' });

    const { status, body } = await store(made);

    expect(status).toBe(200);
    expect(itemsOf(body, '00081199')[0]).not.toHaveProperty('00081196');
    expect((await fetchInstance(made)).equals(made.bytes)).toBe(true);
    expect(await guardEvents(made)).toEqual([]);
    expect(await inspectionOf(made)).toMatchObject({ verdict: 'allow', findings: [], burnedInRisk: 'unknown' });
  });
});

describe('flag', () => {
  const made = makeCt({ extra: [element('00104000', 'LT', `Call ${planted.phone} before the next examination`)] });
  let answer: Answer;
  beforeAll(async () => {
    answer = await store(made);
  });

  it('tells the sender rule and tag with Warning Reason B0D1H, and 202 (Table 10.5.3-1)', () => {
    const [item] = itemsOf(answer.body, '00081199');

    expect(answer.status).toBe(202);
    expect(numbersOf(item, '00081196')).toEqual([0xb0d1]);
    expect(item?.['00000902']?.Value?.[0]).toBe('Guard: flagged, contact-in-text at (0010,4000)');
    expect(itemsOf(item ?? {}, '00741048')).toEqual([
      {
        '00000901': { vr: 'AT', Value: ['00104000'] },
        '00000902': { vr: 'LO', Value: ['contact-in-text: phone-number'] },
      },
    ]);
  });

  it('stores the instance as it came, for readers to see', async () => {
    expect((await fetchInstance(made)).equals(made.bytes)).toBe(true);
    expect((await seenByReaders(made)).statuses).toEqual([200, 200, 200]);
  });

  it('notes verdict, policy and finding beside the instance and in the audit trail', async () => {
    const { verdict, policyHash, findings } = await inspectionOf(made);

    expect(verdict).toBe('flag');
    expect(findings).toMatchObject([{ rule: 'contact-in-text', path: '00104000', shape: '999-999-9999', length: 12 }]);
    expect(await guardEvents(made)).toMatchObject([
      { outcome: 'success', verdict: 'flag', policyHash, rules: 'contact-in-text', count: 1 },
    ]);
  });
});

describe('an observed rule', () => {
  it('is noted and has no effect', async () => {
    const made = makeCt({ studyDescription: `Sent by ${planted.otherMail}` });

    const { status } = await store(made);

    expect(status).toBe(200);
    expect(await inspectionOf(made)).toMatchObject({
      verdict: 'allow',
      findings: [{ rule: 'mail-in-study-description', mode: 'observe', verdict: 'quarantine' }],
    });
  });
});

describe('redact', () => {
  const made = makeCt({ seriesDescription: `CHEST ring ${planted.phone} done`, rows: 64, columns: 64 });
  let answer: Answer;
  beforeAll(async () => {
    answer = await store(made);
  });

  it('tells the sender that elements were coerced, with Warning Reason B000H', () => {
    const [item] = itemsOf(answer.body, '00081199');

    expect(answer.status).toBe(202);
    expect(numbersOf(item, '00081196')).toEqual([0xb000]);
    expect(item?.['00000902']?.Value?.[0]).toBe('Guard: redacted, no-telephone-in-series at (0008,103E)');
  });

  it('stores the instance without what was found, and says which attribute was changed (10.5.3)', async () => {
    const bytes = await fetchInstance(made);
    const { dicomJson } = await readInstanceHeader([bytes]);

    expect(bytes.includes(planted.phone)).toBe(false);
    expect(dicomJson['0008103E']?.Value).toEqual(['CHEST ring              done']);
    const [original] = itemsOf(dicomJson, '04000561');
    expect(itemsOf(original ?? {}, '04000550')).toEqual([{ '0008103E': { vr: 'LO' } }]);
    expect(original?.['04000565']?.Value).toEqual(['COERCE']);
    expect(bytes.subarray(-made.pixelBytes.length).equals(made.pixelBytes)).toBe(true);
  });

  it('keeps the pristine bytes where only reviewers may look, and never gives them out', async () => {
    const { entries } = (await (await fetchGateway('/quarantine?kind=pristine')).json()) as Listed;
    const [entry] = entries;

    const release = await fetchGateway(`/quarantine/${entry?.id}/release`, {
      method: 'POST',
      body: JSON.stringify({ justification: 'It was needed as it came.' }),
      headers: { 'content-type': 'application/json' },
    });

    expect(entry).toMatchObject({ sopInstanceUid: made.key.sopInstanceUid, kind: 'pristine' });
    const held = (await filesIn(join(gateway.dataFolder, 'quarantine'))).filter((path) => path.endsWith('.dcm'));
    const contents = await Promise.all(held.map((path) => readFile(path)));
    expect(contents.some((bytes) => bytes.equals(made.bytes))).toBe(true);
    expect(release.status).toBe(409);
  });

  it('takes the same bytes again as the same store', async () => {
    const again = await store(made);

    expect(again.status).toBe(202);
    expect(itemsOf(again.body, '00081199')).toHaveLength(1);
  });

  it('is noted beside the instance and in the audit trail', async () => {
    expect(await inspectionOf(made)).toMatchObject({ verdict: 'redact', findings: [{ path: '0008103E' }] });
    expect((await guardEvents(made))[0]).toMatchObject({ outcome: 'success', verdict: 'redact' });
  });
});

interface Listed {
  readonly total: number;
  readonly entries: readonly { readonly id: string; readonly sopInstanceUid: string }[];
}

describe('quarantine', () => {
  const made = makeCt({ extra: [element('00204000', 'LT', `SSN ${planted.ssn}`)] });
  let answer: Answer;
  beforeAll(async () => {
    answer = await store(made);
  });

  it('tells the sender that the instance is held, with Failure Reason C0D1H and 409', () => {
    const [item] = itemsOf(answer.body, '00081198');

    expect(answer.status).toBe(409);
    expect(numbersOf(item, '00081197')).toEqual([0xc0d1]);
    expect(item?.['00000902']?.Value?.[0]).toContain('Guard: quarantined, identity-number at (0020,4000)');
  });

  it('is invisible to every reader', async () => {
    expect((await seenByReaders(made)).statuses).toEqual([204, 404, 404]);
  });

  it('holds the bytes outside of the archive, once however often they come', async () => {
    await store(made);

    const archived = (await filesIn(join(gateway.dataFolder, 'archive'))).filter((path) =>
      path.includes(made.key.sopInstanceUid),
    );
    const held = (await filesIn(join(gateway.dataFolder, 'quarantine'))).filter((path) => path.endsWith('.dcm'));
    const contents = await Promise.all(held.map((path) => readFile(path)));
    expect(archived).toEqual([]);
    expect(contents.filter((bytes) => bytes.equals(made.bytes))).toHaveLength(1);
  });

  it('is in the audit trail with the id of what is held', async () => {
    const [event] = await guardEvents(made);

    expect(event).toMatchObject({ outcome: 'failure', verdict: 'quarantine', rules: 'identity-number' });
    expect(event?.entry).toMatch(/^[0-9a-f]{64}$/);
  });

  it('shows a reviewer rules, tags and shapes, and no value', async () => {
    const { entries } = (await (await quarantined()).json()) as Listed;
    const entry = entries.find(({ sopInstanceUid }) => sopInstanceUid === made.key.sopInstanceUid);

    const response = await fetchGateway(`/quarantine/${entry?.id}`);

    const text = await response.text();
    expect(JSON.parse(text).findings[0]).toMatchObject({
      rule: 'identity-number',
      detector: 'us-ssn',
      attribute: 'ImageComments',
      looksLike: '999-99-9999',
    });
    for (const value of Object.values(planted)) expect(text).not.toContain(value);
  });
});

describe('reject', () => {
  const made = makeCt({ extra: [element('00204000', 'LT', `Mail ${planted.mail}`)] });

  it('tells the sender with Failure Reason 0124H, and keeps nothing anywhere', async () => {
    const { status, body } = await store(made);

    const [item] = itemsOf(body, '00081198');
    expect(status).toBe(409);
    expect(numbersOf(item, '00081197')).toEqual([0x0124]);
    expect((await seenByReaders(made)).statuses).toEqual([204, 404, 404]);
    const files = await filesIn(gateway.dataFolder);
    const dicomFiles = files.filter((path) => path.endsWith('.dcm') || path.includes('incoming'));
    const contents = await Promise.all(dicomFiles.map((path) => readFile(path)));
    expect(contents.some((bytes) => bytes.includes(planted.mail))).toBe(false);
    expect(await guardEvents(made)).toMatchObject([{ verdict: 'reject', outcome: 'failure' }]);
  });
});

describe('one request with a neighbour for each verdict', () => {
  it('stores what may be stored, says of each what became of it, and answers 202', async () => {
    const clean = makeCt();
    const flagged = makeCt({ extra: [element('00104000', 'LT', `Phone ${planted.phone}`)] });
    const held = makeCt({ extra: [element('00104000', 'LT', `SSN: ${planted.ssn}`)] });

    const { status, body } = await store(clean, flagged, held);

    expect(status).toBe(202);
    expect(itemsOf(body, '00081199').map((item) => numbersOf(item, '00081196'))).toEqual([undefined, [0xb0d1]]);
    expect(itemsOf(body, '00081198').map((item) => numbersOf(item, '00081197'))).toEqual([[0xc0d1]]);
  });
});

describe('a reviewer', () => {
  const hold = async () => {
    const made = makeCt({ extra: [element('00104000', 'LT', `SSN ${planted.ssn} of the phantom`)] });
    await store(made);
    const { entries } = (await (await quarantined()).json()) as Listed;
    return { made, id: entries.find(({ sopInstanceUid }) => sopInstanceUid === made.key.sopInstanceUid)?.id ?? '' };
  };
  const post = (path: string, body: object) =>
    fetchGateway(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  it('releases what is held, with a justification: it is stored byte for byte, and who overruled is in the audit trail', async () => {
    const { made, id } = await hold();

    const response = await post(`/quarantine/${id}/release`, { justification: 'The number belongs to a phantom.' });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      state: 'released',
      retrieveUrl: expect.stringContaining(made.key.sopInstanceUid),
    });
    expect((await fetchInstance(made)).equals(made.bytes)).toBe(true);
    const events = (await auditEvents(gateway)).filter(({ entry }) => entry === id);
    expect(events.map(({ review }) => review)).toContain('release');
    expect(await inspectionOf(made)).toMatchObject({ verdict: 'quarantine' });
  });

  it('may ask again for what was released: nothing changes', async () => {
    const { made, id } = await hold();
    await post(`/quarantine/${id}/release`, { justification: 'The number belongs to a phantom.' });

    const again = await post(`/quarantine/${id}/release`, { justification: 'Asked a second time.' });

    expect(again.status).toBe(200);
    expect((await fetchInstance(made)).equals(made.bytes)).toBe(true);
  });

  it('lets a sender try again what was released: it is stored, with a warning', async () => {
    const { made, id } = await hold();
    await post(`/quarantine/${id}/release`, { justification: 'The number belongs to a phantom.' });

    const { status, body } = await store(made);

    expect(status).toBe(202);
    expect(itemsOf(body, '00081199').map((item) => numbersOf(item, '00081196'))).toEqual([[0xb0d1]]);
  });

  it('decides nothing where other bytes have the UID by now: the entry stays open, and the attempt is in the audit trail', async () => {
    const { made, id } = await hold();
    await store(makeCt(made.key));

    const response = await post(`/quarantine/${id}/release`, { justification: 'The number belongs to a phantom.' });

    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'release-refused' });
    expect(await (await fetchGateway(`/quarantine/${id}`)).json()).toMatchObject({ state: 'open' });
    expect(
      (await auditEvents(gateway)).filter(({ entry, review }) => entry === id && review === 'release'),
    ).toMatchObject([{ action: 'review', outcome: 'failure', code: 'release-refused' }]);
  });

  it('releases nothing else than what was held', async () => {
    const { made, id } = await hold();
    const held = (await filesIn(join(gateway.dataFolder, 'quarantine'))).find(
      (path) => path.includes(id) && path.endsWith('.dcm'),
    );
    await writeFile(held ?? '', makeCt(made.key).bytes);

    const response = await post(`/quarantine/${id}/release`, { justification: 'The number belongs to a phantom.' });

    expect(response.status).toBe(409);
    expect((await seenByReaders(made)).statuses).toEqual([204, 404, 404]);
  });

  it('rejects what is held, and the first decision stands', async () => {
    const { made, id } = await hold();

    const rejected = await post(`/quarantine/${id}/reject`, { justification: 'The sender has to correct it.' });
    const released = await post(`/quarantine/${id}/release`, { justification: 'Another opinion of the same.' });

    expect(rejected.status).toBe(200);
    expect(released.status).toBe(409);
    expect((await seenByReaders(made)).statuses).toEqual([204, 404, 404]);
  });

  it('cannot decide without a reason, or with one that names somebody', async () => {
    const { id } = await hold();

    const wordless = await post(`/quarantine/${id}/release`, {});
    const naming = await post(`/quarantine/${id}/release`, { justification: `It is ${planted.ssn}, which is fine.` });

    expect([wordless.status, naming.status]).toEqual([400, 400]);
    expect(await naming.text()).not.toContain(planted.ssn);
  });

  it('reports a false positive and is shown what the policy would need', async () => {
    const { id } = await hold();
    const document = (await (await fetchGateway(`/quarantine/${id}`)).json()) as {
      findings: { fingerprint: string }[];
    };
    const fingerprint = document.findings[0]?.fingerprint ?? '';

    const response = await post(`/quarantine/${id}/false-positives`, {
      fingerprint,
      reason: 'A number of our phantoms.',
    });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ forThePolicy: { exceptions: [{ fingerprint }] } });
    const { reports } = (await (await fetchGateway(`/quarantine/${id}`)).json()) as { reports: unknown[] };
    expect(reports).toHaveLength(1);
  });

  it('is nobody without the scope dicom/dlp.review', async () => {
    const { id } = await hold();
    const token = await gateway.token(['dicom/study.read', 'dicom/study.search', 'dicom/study.write']);

    const response = await fetchGateway(`/quarantine/${id}`, { headers: { authorization: `Bearer ${token}` } });

    expect(response.status).toBe(403);
  });

  it('is told when nothing is held under an id, or the id is none', async () => {
    const nothing = await fetchGateway(`/quarantine/${'0'.repeat(64)}`);
    const noId = await fetchGateway('/quarantine/..%2F..%2Fetc');

    expect([nothing.status, noId.status]).toEqual([404, 404]);
  });
});

describe('what the gateway says of what it found', () => {
  it('holds none of the planted values, in no log line, audit record, note of the quarantine or finding', async () => {
    const told = await everythingTold(gateway);

    expect(told.length).toBeGreaterThan(1_000);
    for (const value of Object.values(planted)) expect(told).not.toContain(value);
  });
});
