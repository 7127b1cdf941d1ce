import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, type PlantedFolder } from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

let folder: PlantedFolder;
beforeAll(async () => {
  folder = await emptyFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

const head = 'apiVersion: portcullis/guard-policy/v1\nsite: test-hospital\n';
const policyFile = (name: string, text: string) => folder.put(name, Buffer.from(`${head}${text}`));
const test = (...args: readonly string[]) => runPortcullis(['guard', 'test', ...args]);

describe('the shipped policy', () => {
  it('meets all of the shipped fixtures', async () => {
    const { code, out } = await test('baseline');

    expect(code).toBe(0);
    expect(out).toMatch(/sha256 [0-9a-f]{64}/);
    expect(out).toMatch(/^pass +a social security number in a +baseline +quarantine +quarantine +identity-number$/m);
    expect(out).toMatch(/(\d+) of \1 fixtures are met, 0 are not\.$/m);
  });
});

describe('the policy of a site', () => {
  it('meets its own fixtures, of any kind of attribute', async () => {
    const path = await policyFile(
      'own.yaml',
      `fixtures:
  - name: an ordinary study
    attributes: { PatientName: Example^Ada, Rows: '16', '(0018,0050)': '1.5', OtherPatientIDs: [A1, B2] }
    expect: allow
  - name: a number in a private block
    attributes: { '(0011,0010)': TEST TOOL, '(0011,1001)': '212-45-6789' }
    expect: quarantine
    rule: identity-number
  - name: a number in the file meta information
    attributes: { SourceApplicationEntityTitle: SSN 212-45-6789 }
    expect: quarantine
  - name: a PDF in disguise
    preamble: pdf
    expect: quarantine
`,
    );

    const { code, out } = await test(path);

    expect(out).not.toContain('FAIL');
    expect(code).toBe(0);
  });

  it('that does not meet one of them ends with 1, and says which, what was expected and what was given', async () => {
    const path = await policyFile(
      'unmet.yaml',
      'fixtures:\n  - { name: too strict, attributes: { PatientID: A1 }, expect: reject, rule: echo }\n',
    );

    const { code, out } = await test(path);

    expect(code).toBe(1);
    expect(out).toMatch(/^FAIL +too strict +policy +reject \(echo\) +allow$/m);
  });

  it('may decide otherwise than the baseline, which is told and no fault', async () => {
    const path = await policyFile('uk.yaml', 'packs: [uk]\n');

    const { code, out } = await test(path);

    expect(code).toBe(0);
    expect(out).toMatch(/^differs +a social security/m);
    expect(out).toContain('decided otherwise than in the baseline');
  });

  it('may be stricter than the floor', async () => {
    const rule =
      '{ id: no-programs, when: { detector: [preamble-executable] }, verdict: reject, reason: They are refused. }';
    const path = await policyFile('stricter.yaml', `rules:\n  - ${rule}\n`);

    const { code, out } = await test(path);

    expect(code).toBe(0);
    expect(out).toMatch(/^pass +a Windows program in disguise +floor +quarantine +reject +no-programs$/m);
  });

  it('is told of exceptions that have expired', async () => {
    const exception = "{ path: PatientComments, reason: It was a test., approvedBy: Somebody, expires: '2020-01-01' }";
    const path = await policyFile('expired.yaml', `exceptions:\n  - ${exception}\n`);

    const { code, out } = await test(path);

    expect(code).toBe(0);
    expect(out).toContain('warning: exceptions[0] expired on 2020-01-01');
  });

  it('that cannot be used ends with 2 and all of its faults', async () => {
    const path = await policyFile('bad.yaml', 'rulez: []\nfixtures:\n  - { name: a, attributes: { PatientIDD: x } }\n');

    const { code, err } = await test(path);

    expect(code).toBe(2);
    expect(err).toContain('has no field "rulez"');
    expect(err).toContain('fixtures[0].attributes.PatientIDD: must be a keyword of PS3.6');
    expect(err).toContain('fixtures[0].expect: must be one of');
  });
});

describe('fixtures of a file of their own', () => {
  it('are run against the policy, as a list or under their name', async () => {
    const fixture = '{ name: mine, attributes: { PatientComments: Call 212-555-0134 }, expect: flag }';
    const list = await folder.put('list.yaml', Buffer.from(`- ${fixture}\n`));
    const named = await folder.put('named.yaml', Buffer.from(`fixtures:\n  - ${fixture}\n`));

    const runs = await Promise.all([list, named].map((path) => test('baseline', '--fixtures', path)));

    for (const { out, code } of runs) {
      expect(code).toBe(0);
      expect(out).toMatch(/^pass +mine +policy/m);
    }
  });

  it('that cannot be used end with 2 and their faults', async () => {
    const path = await folder.put('bad-list.yaml', Buffer.from('- { name: a, expect: flag, rule: no-such-rule }\n'));

    const { code, err } = await test('baseline', '--fixtures', path);

    expect(code).toBe(2);
    expect(err).toContain('fixtures[0].rule: there is no rule "no-such-rule"');
  });

  it('that no instance can be made of fail, with the reason', async () => {
    const path = await folder.put(
      'binary.yaml',
      Buffer.from('- { name: a, attributes: { RequestAttributesSequence: x }, expect: allow }\n'),
    );

    const { code, out } = await test('baseline', '--fixtures', path);

    expect(code).toBe(1);
    expect(out).toMatch(/FAIL +a +policy +allow +none +\(0040,0275\) is of VR SQ/);
  });
});

it('asks for one policy', async () => {
  expect((await test()).code).toBe(2);
  expect((await test('baseline', 'baseline')).code).toBe(2);
});
