import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { baselinePolicy } from '../../../shared/guard/policy/baseline-policy.ts';
import { loadPolicy } from '../../../shared/guard/policy/load-policy.ts';
import { fakeDetectors } from './fake-detectors.ts';
import { judgeWith, today } from './judge-with.ts';

const folder = new URL('../../../docs/examples/', import.meta.url);
const example = (file: string) =>
  loadPolicy(readFileSync(new URL(file, folder), 'utf8'), { detectors: fakeDetectors, now: today });

describe('each example policy', () => {
  it.each(readdirSync(folder).filter((file) => /^guard-.*\.yaml$/.test(file)))('%s loads without warnings', (file) => {
    expect(example(file).warnings).toEqual([]);
  });
});

describe('the example of a hospital', () => {
  const policy = example('guard-hospital.yaml');

  it('knows the numbers of its country only', () => {
    expect(new Set(policy.detectors.map(({ pack }) => pack))).toEqual(new Set([undefined, 'uk']));
  });

  it('has a slot in a private block, and only in that of its creator', () => {
    const inBlockOf = (privateCreator: string) => ({ detector: 'patient-id-echo', place: { privateCreator } });

    expect(judgeWith(policy, '00191020', inBlockOf('EXAMPLE DOSE TOOL 1.0'))).toBeUndefined();
    expect(judgeWith(policy, '00191020', inBlockOf('ANOTHER TOOL'))?.verdict).toBe('flag');
  });

  it('replaces one rule of the baseline and adds others', () => {
    expect(judgeWith(policy, 'StationName', { detector: 'ip-address' })).toBeUndefined();
    expect(judgeWith(policy, 'ImageComments', { detector: 'ip-address' })?.verdict).toBe('flag');
    expect(judgeWith(policy, 'PatientID', { detector: 'iban' })?.rule).toBe('bank-number-as-identifier');
  });

  it('tries a rule without effect, and enforces another', () => {
    expect(judgeWith(policy, 'PatientComments', { detector: 'phone-number' })?.verdict).toBe('redact');
    expect(judgeWith(policy, 'StudyDescription', { detector: 'phone-number' })).toEqual({
      rule: 'contact-in-text',
      verdict: 'flag',
      mode: 'enforce',
    });
  });

  it('has an exception for one description', () => {
    expect(judgeWith(policy, 'SeriesDescription', { detector: 'patient-name-echo' })).toBeUndefined();
    expect(judgeWith(policy, 'StudyDescription', { detector: 'patient-name-echo' })?.verdict).toBe('flag');
  });
});

describe('the example of a research archive', () => {
  const policy = example('guard-research.yaml');
  const identifiers = fakeDetectors.filter(({ group }) => group !== 'credential').map(({ id }) => id);

  it.each(identifiers)('holds %s in a comment, in a name and in a private element', (detector) => {
    for (const at of ['PatientComments', 'OtherPatientNames', '00091001']) {
      expect(judgeWith(policy, at, { detector, place: { vr: 'LO' } })?.verdict).toBe('quarantine');
    }
  });

  it('lets the pseudonym stand where a patient is named', () => {
    for (const detector of ['patient-name-echo', 'patient-id-echo']) {
      expect(
        judgeWith(policy, 'PatientName', { detector, place: { vr: 'PN' }, isIdentityRemoved: true }),
      ).toBeUndefined();
      expect(judgeWith(policy, 'PatientID', { detector, isIdentityRemoved: true })).toBeUndefined();
    }
  });

  it('refuses programs', () => {
    expect(judgeWith(policy, 'preamble', { detector: 'preamble-executable' })?.verdict).toBe('reject');
  });

  it('is nowhere milder than the baseline on what every instance can have', () => {
    const checks = baselinePolicy.rules.flatMap(({ when }) => when.detector ?? []);
    const silent = checks.filter((detector) => judgeWith(policy, 'PatientComments', { detector }) === undefined);

    expect(silent).toEqual([]);
  });
});
