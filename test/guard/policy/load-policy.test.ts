import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadPolicy, parsePolicyDocument } from '../../../shared/guard/policy/load-policy.ts';
import { apiVersion } from '../../../shared/guard/policy/policy-document.ts';
import { PolicyFaults } from '../../../shared/guard/policy/policy-faults.ts';
import { baselineHash } from '../../../shared/guard/policy/policy-hash.ts';
import { fakeDetectors } from './fake-detectors.ts';
import { policyOf, siteDocument, today } from './judge-with.ts';

const reason = 'for the sake of the test';
const rule = { id: 'own-rule', when: { detector: ['us-ssn'] }, verdict: 'reject', reason };
const slot = { id: 'own-slot', path: ['PatientComments'], admits: ['us-ssn'], reason };
const exception = { path: 'PatientComments', reason, approvedBy: 'Somebody', expires: '2032-01-01' };

/** `path: message`, one a fault. */
function faultsOfText(text: string): string[] {
  try {
    loadPolicy(text, { detectors: fakeDetectors, now: today });
    return [];
  } catch (error) {
    if (error instanceof PolicyFaults) return error.faults.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
}

const faultsOf = (fields: object): string[] => faultsOfText(siteDocument(fields));

describe('loading a policy', () => {
  it('takes the shipped one where a site wrote none', () => {
    const policy = policyOf();

    expect(policy.site).toBe('default');
    expect(policy.minScore).toBe(0.5);
    expect(policy.detectors).toHaveLength(fakeDetectors.length);
    expect(policy.warnings).toEqual([]);
  });

  it('reads JSON and YAML alike', () => {
    const document = { apiVersion, site: 'Test site', rules: [rule], slots: [slot], exceptions: [exception] };

    const [fromJson, fromTabbedJson, fromYaml] = [
      JSON.stringify(document),
      JSON.stringify(document, undefined, '\t'),
      stringify(document),
    ].map((text) => loadPolicy(text, { detectors: fakeDetectors }).hash);

    expect(fromTabbedJson).toBe(fromJson);
    expect(fromYaml).toBe(fromJson);
  });

  it('leaves on the detectors of its packs, those of no country, and the floor', () => {
    const ids = policyOf({ packs: ['uk'] }).detectors.map(({ id }) => id);

    expect(ids).toContain('uk-nhs-number');
    expect(ids).toContain('payment-card');
    expect(ids).toContain('private-key');
    expect(ids).not.toContain('us-ssn');
  });

  it('takes limits and score within their bounds', () => {
    const policy = policyOf({ minScore: 0.35, limits: { maxMilliseconds: 500 } });

    expect(policy.minScore).toBe(0.35);
    expect(policy.limits).toEqual({ maxMilliseconds: 500, maxTextCharacters: 2_000_000 });
  });

  it('lets a document name the baseline by its hash', () => {
    expect(faultsOf({ extends: `baseline@sha256:${baselineHash}` })).toEqual([]);
  });

  it('names expired exceptions in the warnings, until the end of their last day in UTC', () => {
    const fields = {
      exceptions: [exception, { ...exception, expires: '2031-06-15' }, { ...exception, expires: '2031-06-14' }],
    };

    const { warnings } = policyOf(fields);

    expect(warnings).toEqual(['exceptions[2] expired on 2031-06-14 and has no effect: renew or remove it']);
  });

  it('gives fixtures to whoever tests them', () => {
    const fixture = {
      name: 'one',
      attributes: { PatientID: '1', '(0008,0060)': ['CT'] },
      expect: 'flag',
      rule: 'own-rule',
    };

    const { fixtures } = parsePolicyDocument(siteDocument({ rules: [rule], fixtures: [fixture] }), fakeDetectors);

    expect(fixtures).toEqual([fixture]);
  });
});

describe('a document that cannot be used', () => {
  it('is refused with all of its faults at once', () => {
    const fields = {
      site: '',
      extra: 1,
      minScore: 0.1,
      extends: `baseline@sha256:${'0'.repeat(64)}`,
      rules: [
        { ...rule, verdict: 'block' },
        { ...rule, when: { detector: ['us-snn'] } },
      ],
      exceptions: [{ path: 'PatientComment', reason: 'short', expires: '2030-02-30' }],
    };

    const faults = faultsOf(fields);

    expect(faults).toEqual([
      'site: must have at least 1 characters',
      'minScore: must be at least 0.3',
      expect.stringMatching(/^exceptions\[0\]\.path: "PatientComment" is no attribute/),
      'exceptions[0].reason: must say why, in at least 10 characters',
      'exceptions[0].approvedBy: is missing',
      'exceptions[0].expires: must be a date of the calendar, YYYY-MM-DD',
      'rules[0].verdict: must be one of "allow", "flag", "redact", "quarantine", "reject"',
      ': has no field "extra": correct or remove it',
      expect.stringMatching(/^extends: this version ships another baseline: .*"baseline@sha256:[0-9a-f]{64}"/),
      'rules[1].when.detector[0]: there is no detector or check "us-snn": docs/guard.md lists them',
    ]);
  });

  it.each([
    ['an empty when', { rules: [{ ...rule, when: {} }] }, 'rules[0].when: must name a condition'],
    ['an empty list', { rules: [{ ...rule, when: { path: [] } }] }, 'rules[0].when.path: must name at least one'],
    [
      'an unknown group',
      { rules: [{ ...rule, when: { group: ['names'] } }] },
      'rules[0].when.group[0]: must be one of',
    ],
    ['an unknown pack', { packs: ['xx'] }, 'packs: must be "all" or a list of us, uk'],
    [
      'an unknown carrier',
      { rules: [{ ...rule, when: { carrier: ['x'] } }] },
      'rules[0].when.carrier[0]: must be one of',
    ],
    [
      'a number for a tag',
      { rules: [{ ...rule, when: { path: [60000022] } }] },
      'rules[0].when.path[0]: must be a text: put tags',
    ],
    ['two rules of one name', { rules: [rule, rule] }, 'rules[1].id: is taken by an entry above'],
    ['two slots of one name', { slots: [slot, slot] }, 'slots[1].id: is taken by an entry above'],
    ['no reason', { rules: [{ ...rule, reason: undefined }] }, 'rules[0].reason: is missing'],
    ['a reason of spaces', { rules: [{ ...rule, reason: ' '.repeat(20) }] }, 'rules[0].reason: must say why'],
    ['a floor of its own', { rules: [{ ...rule, floor: true }] }, 'only the shipped baseline has a floor'],
    ['an exception of nothing', { exceptions: [{ ...exception, path: undefined }] }, 'exceptions[0]: must have either'],
    [
      'an exception of both',
      { exceptions: [{ ...exception, fingerprint: 'a'.repeat(64) }] },
      'exceptions[0]: must have either',
    ],
    [
      'a fingerprint that is narrowed',
      { exceptions: [{ ...exception, path: undefined, fingerprint: 'a'.repeat(64), detector: 'us-ssn' }] },
      'exceptions[0]: `privateCreator` and `detector` narrow a `path`',
    ],
    [
      'an exception without end',
      { exceptions: [{ ...exception, expires: undefined }] },
      'exceptions[0].expires: must be a date',
    ],
    ['an unknown admission', { slots: [{ ...slot, admits: ['us-snn'] }] }, 'slots[0].admits[0]: there is no detector'],
    [
      'a fixture without its rule',
      { fixtures: [{ name: 'x', expect: 'flag', rule: 'no-rule' }] },
      'fixtures[0].rule: there is no rule',
    ],
    [
      'a fixture of no attribute',
      { fixtures: [{ name: 'x', expect: 'flag', attributes: { Nothing: 'x' } }] },
      'fixtures[0].attributes.Nothing:',
    ],
    [
      'another version',
      { apiVersion: 'portcullis/guard-policy/v2' },
      'apiVersion: must be "portcullis/guard-policy/v1"',
    ],
    [
      'less to read than shipped',
      { limits: { maxTextCharacters: 1_000 } },
      'limits.maxTextCharacters: must be at least 2000000',
    ],
  ])('says what to do about %s', (_, fields, words) => {
    const faults = faultsOf(fields);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  it.each([
    ['no YAML', 'site: [', '(line 1)'],
    ['nothing', '', 'must be a group of fields'],
    ['a list', '- a', 'must be a group of fields'],
    ['a field written twice', `apiVersion: ${apiVersion}\nsite: a\nsite: b\n`, '(line 3)'],
    ['too much', `#${'x'.repeat(1_000_000)}`, 'at most 1000000 characters'],
  ])('is refused where it is %s', (_, text, words) => {
    expect(faultsOfText(text).join()).toContain(words);
  });

  it('cannot make much of little with anchors', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let letter = 98; letter < 107; letter++) {
      const alias = `*${String.fromCharCode(letter - 1)}`;
      bomb.push(
        `${String.fromCharCode(letter)}: &${String.fromCharCode(letter)} [${Array(10).fill(alias).join(', ')}]`,
      );
    }

    expect(faultsOfText(bomb.join('\n'))).toEqual([expect.stringContaining('anchors and aliases cannot be followed')]);
  });

  it('does not take a key for the prototype', () => {
    const faults = faultsOfText(`apiVersion: ${apiVersion}\nsite: a\n__proto__: { packs: [] }\n`);

    expect(faults).toEqual([expect.stringContaining('has no field "__proto__"')]);
    expect(({} as Record<string, unknown>).packs).toBeUndefined();
  });
});

describe("a policy's hash", () => {
  it('is the same, however defaults and the baseline are spelt', () => {
    const plain = policyOf({}).hash;

    const spelt = policyOf({ extends: `baseline@sha256:${baselineHash}`, packs: 'all', minScore: 0.5, rules: [] }).hash;

    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(spelt).toBe(plain);
  });

  it.each([
    ['a rule', { rules: [rule] }],
    ['a slot', { slots: [slot] }],
    ['an exception', { exceptions: [exception] }],
    ['a pack', { packs: ['us'] }],
    ['the score', { minScore: 0.6 }],
    ['the site', { site: 'Another site' }],
  ])('is another with another value of %s', (_, fields) => {
    expect(policyOf(fields).hash).not.toBe(policyOf({}).hash);
  });
});
