import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { allDetectors } from '../../../shared/guard/all-detectors.ts';
import { loadPolicy } from '../../../shared/guard/policy/load-policy.ts';
import { auditEvents } from '../../makers/everything-told.ts';
import { type MadeInstance, makeCt } from '../../makers/make-ct.ts';
import { element } from '../../makers/part10.ts';
import { startGateway, type TestGateway } from '../../makers/start-gateway.ts';
import { planted } from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

let gateway: TestGateway;
let env: Record<string, string>;
beforeAll(async () => {
  gateway = await startGateway();
  const token = await gateway.personToken('administrator', ['dicom/dlp.review']);
  env = { PORTCULLIS_URL: gateway.baseUrl, PORTCULLIS_TOKEN: token };
});
afterAll(() => gateway.close());

const quarantine = (...args: readonly string[]) => runPortcullis(['quarantine', ...args], { env });

interface Listed {
  readonly total: number;
  readonly entries: readonly { readonly id: string; readonly sopInstanceUid: string; readonly state: string }[];
}

const listed = async (...args: readonly string[]): Promise<Listed> =>
  JSON.parse((await quarantine('list', '--json', ...args)).out);

/** Stores what the guard holds, and gives what it is known by. */
async function held(): Promise<{ readonly made: MadeInstance; readonly id: string }> {
  const made = makeCt({ rows: 4, columns: 4, extra: [element('00104000', 'LT', `SSN ${planted.ssn}`)] });
  const headers = { 'content-type': 'application/dicom' };
  await gateway.fetch('/studies', { method: 'POST', body: Uint8Array.from(made.bytes), headers });
  const { entries } = await listed('--limit', '1000');
  return { made, id: entries.find(({ sopInstanceUid }) => sopInstanceUid === made.key.sopInstanceUid)?.id ?? '' };
}

const justification = ['--justification', 'The number is that of a phantom.'];

describe('list', () => {
  it('shows what is held, with the start of its id', async () => {
    const { id } = await held();

    const { code, out } = await quarantine('list', '--state', 'open', '--kind', 'held');

    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${id.slice(0, 12)} .* held +open +quarantine +identity-number$`, 'm'));
  });

  it('gives what the gateway knows as JSON, of one study and as many as are wanted', async () => {
    const { made } = await held();
    await held();

    const ofStudy = await listed('--study', made.key.studyUid);
    const one = await listed('--limit', '1');

    expect(ofStudy).toMatchObject({ total: 1, entries: [{ studyUid: made.key.studyUid }] });
    expect(one.entries).toHaveLength(1);
    expect(one.total).toBeGreaterThan(1);
  });

  it('passes on what the gateway says no to, with 1', async () => {
    const { code, err } = await quarantine('list', '--study', 'no-uid');

    expect([code, err]).toEqual([1, 'portcullis: The query: study: must be a UID.\n']);
  });
});

describe('inspect', () => {
  it('shows rules, attributes, shapes and fingerprints by the start of an id', async () => {
    const { made, id } = await held();

    const { code, out } = await quarantine('inspect', id.slice(0, 8));

    expect(code).toBe(0);
    expect(out).toContain(made.key.sopInstanceUid);
    expect(out).toMatch(/quarantine +identity-number +us-ssn +\(0010,4000\) PatientComments +999-99-9999/);
    expect(out).toMatch(/^ {2}[0-9a-f]{64} {2}us-ssn$/m);
    expect(out).not.toContain(planted.ssn);
  });

  it.each([[[]], [['abc']], [['../../etc']], [['deadbeef', 'deadbeef']]])(
    'asks for one id and not for %j',
    async (ids) => {
      expect((await quarantine('inspect', ...ids)).code).toBe(2);
    },
  );

  it('says when nothing is held under an id', async () => {
    const start = await quarantine('inspect', '00000000');
    const whole = await quarantine('inspect', '0'.repeat(64));

    expect([start.code, whole.code]).toEqual([2, 1]);
    expect(whole.err).toContain('Nothing is held under this id.');
  });
});

describe('release', () => {
  it('stores what was held and says where, and who did it is in the trail', async () => {
    const { made, id } = await held();

    const { code, out } = await quarantine('release', id.slice(0, 12), ...justification);

    const { key } = made;
    const path = `/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
    const stored = await gateway.fetch(path, { headers: { accept: 'application/dicom' } });
    expect(code).toBe(0);
    expect(out).toContain(`${gateway.dicomwebUrl}${path}`);
    expect(Buffer.from(await stored.arrayBuffer()).equals(made.bytes)).toBe(true);
    const reviews = (await auditEvents(gateway)).filter(({ entry }) => entry === id).map(({ review }) => review);
    expect(reviews).toContain('release');
  });

  it('needs a justification that names nobody', async () => {
    const { id } = await held();

    const without = await quarantine('release', id);
    const naming = await quarantine('release', id, '--justification', `The number ${planted.ssn} is fine.`);

    expect([without.code, naming.code]).toEqual([2, 1]);
    expect(naming.err).toContain('us-ssn');
    expect(without.err + naming.err).not.toContain(planted.ssn);
  });
});

describe('reject', () => {
  it('decides, and the first decision stands', async () => {
    const { id } = await held();

    const rejected = await quarantine('reject', id, ...justification);
    const released = await quarantine('release', id, ...justification);

    expect(rejected).toMatchObject({ code: 0, out: 'Rejected. It is not stored.\n' });
    expect(released).toMatchObject({ code: 1, err: expect.stringContaining('rejected before') });
    expect((await listed('--state', 'rejected')).entries.map((entry) => entry.id)).toContain(id);
  });
});

describe('report', () => {
  it('prints an exception that the policy can take as it is', async () => {
    const { id } = await held();
    const document = JSON.parse((await quarantine('inspect', id, '--json')).out);
    const { fingerprint } = document.findings[0];

    const { code, out } = await quarantine('report', id, '--fingerprint', fingerprint, '--reason', 'A phantom number.');

    const head = 'apiVersion: portcullis/guard-policy/v1\nsite: test-hospital\n';
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject({ exceptions: [{ fingerprint, reason: 'A phantom number.' }] });
    expect(loadPolicy(head + out, { detectors: allDetectors }).warnings).toEqual([]);
  });

  it('needs a fingerprint of the entry, and a reason', async () => {
    const { id } = await held();

    const unknown = await quarantine('report', id, '--fingerprint', 'f'.repeat(64), '--reason', 'A phantom number.');
    const wordless = await quarantine('report', id, '--fingerprint', 'f'.repeat(64));

    expect([unknown.code, wordless.code]).toEqual([1, 2]);
    expect(unknown.err).toContain('take it from its findings');
  });
});
