import { expect, it } from 'vitest';
import { baselineHash } from '../../../shared/guard/policy/policy-hash.ts';
import { emptyFolder } from '../planted-files.ts';
import { runPortcullis } from '../run-portcullis.ts';

it('shows the rules, the slots and the hash of the shipped policy', async () => {
  const { code, out } = await runPortcullis(['guard', 'policy']);

  expect(code).toBe(0);
  expect(out).toContain(`sha256:${baselineHash}`);
  expect(out).toMatch(/^quarantine +credential +floor +group: credential/m);
  expect(out).toMatch(/^own-identity +\*\*\.PatientName/m);
});

it('shows what a site adds and replaces', async () => {
  await using folder = await emptyFolder();
  const path = await folder.put(
    'site.yaml',
    Buffer.from(`apiVersion: portcullis/guard-policy/v1
site: test-hospital
rules:
  - { id: echo, when: { group: [echo] }, verdict: redact, mode: observe, reason: Tried before it is enforced. }
exceptions:
  - { path: PatientComments, detector: us-ssn, reason: It is a test., approvedBy: Somebody, expires: '2099-12-31' }
`),
  );

  const { out } = await runPortcullis(['guard', 'policy', path]);

  expect(out).toMatch(/^redact +echo +observe +group: echo/m);
  expect(out).not.toMatch(/^flag +echo /m);
  expect(out).toMatch(/^PatientComments +us-ssn +2099-12-31 +Somebody/m);
});

it('ends with 2 for a policy that is not there', async () => {
  const { code, err } = await runPortcullis(['guard', 'policy', '/nowhere/site.yaml']);

  expect(code).toBe(2);
  expect(err).toContain('there is no such file');
});
