import { describe, expect, it } from 'vitest';
import { judgeWith, policyOf, type Sighting } from './judge-with.ts';

const reason = 'for the sake of the test';
const ruleOf = (when: object, rest: object = {}) => ({ id: 'own-rule', when, verdict: 'reject', reason, ...rest });
const ssn = { detector: 'us-ssn' };

/** Whether a rule of the site with these conditions is the one that speaks. */
function speaks(when: object, at: string, sighting: Sighting): boolean {
  return judgeWith(policyOf({ rules: [ruleOf(when)] }), at, sighting)?.rule === 'own-rule';
}

type SightingFields = Partial<Sighting>;

describe("a rule's conditions", () => {
  it.each<[string, object, SightingFields, SightingFields]>([
    ['detector', { detector: ['us-ssn', 'iban'] }, {}, { detector: 'us-itin' }],
    ['group', { group: ['identity-number'] }, {}, { detector: 'iban' }],
    ['carrier', { carrier: ['text', 'uid'] }, {}, { place: { carrier: 'document' } }],
    ['vr', { vr: ['LO'] }, {}, { place: { vr: 'LT' } }],
    ['sopClass', { sopClass: ['1.2.840.10008.5.1.4.1.1.2'] }, {}, { sopClassUid: '1.2.3' }],
    ['modality', { modality: ['CT', 'MR'] }, {}, { modality: 'US' }],
    ['identityRemoved', { identityRemoved: true }, { isIdentityRemoved: true }, { isIdentityRemoved: false }],
    ['identityRemoved, false', { identityRemoved: false }, {}, { isIdentityRemoved: true }],
    ['minScore', { minScore: 0.8 }, { score: 0.8 }, { score: 0.79 }],
    [
      'privateCreator',
      { privateCreator: ['ACME'] },
      { place: { privateCreator: 'ACME' } },
      { place: { privateCreator: 'ACME 2' } },
    ],
    ['privateCreator of a standard attribute', { privateCreator: ['ACME'] }, { place: { privateCreator: 'ACME' } }, {}],
    ['all', { vr: ['LO'], modality: ['CT'] }, {}, { modality: 'MR' }],
  ])('%s', (_, when, met, unmet) => {
    expect(speaks(when, 'PatientComments', { ...ssn, ...met })).toBe(true);
    expect(speaks(when, 'PatientComments', { ...ssn, ...unmet })).toBe(false);
  });

  it.each([
    ['path', { path: ['PatientComments', '**.00091001'] }, '00400275.7.00091001', 'StudyDescription'],
    ['exceptPath', { exceptPath: ['PatientComments'] }, 'StudyDescription', 'PatientComments'],
    ['private', { private: true }, '00091001', 'PatientComments'],
    ['private, false', { private: false }, 'PatientComments', '00091001.0.PatientComments'],
  ])('%s', (_, when, met, unmet) => {
    expect(speaks(when, met, ssn)).toBe(true);
    expect(speaks(when, unmet, ssn)).toBe(false);
  });
});

describe('the rules together', () => {
  it('give the strictest verdict of those that hold, whatever their order', () => {
    const rules = [
      ruleOf({ detector: ['us-ssn'] }, { id: 'mild', verdict: 'flag' }),
      ruleOf({ vr: ['LO'] }, { id: 'strict', verdict: 'reject' }),
      ruleOf({ modality: ['CT'] }, { id: 'none', verdict: 'allow' }),
    ];

    for (const order of [rules, rules.toReversed()]) {
      const judgement = judgeWith(policyOf({ rules: order }), 'PatientComments', ssn);

      expect(judgement).toEqual({ rule: 'strict', verdict: 'reject', mode: 'enforce' });
    }
  });

  it('give the enforced verdict before a stricter one that is only observed', () => {
    const rules = [ruleOf({ detector: ['us-ssn'] }, { mode: 'observe' })];

    const judgement = judgeWith(policyOf({ rules }), 'PatientComments', ssn);

    expect(judgement).toEqual({ rule: 'identity-number', verdict: 'quarantine', mode: 'enforce' });
  });

  it('give an observed verdict where nothing else is said', () => {
    const rules = [ruleOf({ detector: ['preamble-tiff'] }, { mode: 'observe' })];

    const judgement = judgeWith(policyOf({ rules }), 'preamble', { detector: 'preamble-tiff' });

    expect(judgement).toEqual({ rule: 'own-rule', verdict: 'reject', mode: 'observe' });
  });

  it('replace a shipped rule by one of its name', () => {
    const milder = policyOf({
      rules: [ruleOf({ group: ['identity-number'] }, { id: 'identity-number', verdict: 'flag' })],
    });
    const off = policyOf({
      rules: [ruleOf({ group: ['identity-number'] }, { id: 'identity-number', verdict: 'allow' })],
    });
    const observed = policyOf({
      rules: [ruleOf({ group: ['identity-number'] }, { id: 'identity-number', mode: 'observe' })],
    });

    expect(judgeWith(milder, 'PatientComments', ssn)?.verdict).toBe('flag');
    expect(judgeWith(off, 'PatientComments', ssn)).toBeUndefined();
    expect(judgeWith(observed, 'PatientComments', ssn)?.mode).toBe('observe');
  });

  it('ask for the score that the site asks for, of detectors and not of checks', () => {
    const policy = policyOf({ minScore: 0.8 });

    expect(judgeWith(policy, 'PatientComments', { ...ssn, score: 0.79 })).toBeUndefined();
    expect(judgeWith(policy, 'PatientComments', { ...ssn, score: 0.8 })?.verdict).toBe('quarantine');
    expect(judgeWith(policy, 'PatientComments', { detector: 'several-identifiers', score: 0 })?.verdict).toBe(
      'quarantine',
    );
  });
});

describe('a slot', () => {
  const slot = { id: 'own-slot', path: ['0009xx10'], privateCreator: ['ACME'], admits: ['identity-number'], reason };
  const at = '00091010';
  const inBlock = { ...ssn, place: { privateCreator: 'ACME', vr: 'UN' } };

  it('admits what belongs there, by detector or by group', () => {
    const byGroup = policyOf({ slots: [slot] });
    const byDetector = policyOf({ slots: [{ ...slot, admits: ['us-ssn'] }] });

    expect(judgeWith(byGroup, at, inBlock)).toBeUndefined();
    expect(judgeWith(byDetector, at, inBlock)).toBeUndefined();
  });

  it.each([
    ['elsewhere', '00091011', inBlock],
    ['in the block of another', at, { ...ssn, place: { privateCreator: 'OTHER' } }],
    ['for another detector', at, { ...inBlock, detector: 'iban' }],
    ['where the identity was removed', at, { ...inBlock, isIdentityRemoved: true }],
  ])('admits nothing %s', (_, where, sighting) => {
    expect(judgeWith(policyOf({ slots: [slot] }), where, sighting)?.verdict).toBe('quarantine');
  });

  it('admits where the identity was removed when it says so', () => {
    const policy = policyOf({ slots: [{ ...slot, evenIfIdentityRemoved: true }] });

    expect(judgeWith(policy, at, { ...inBlock, isIdentityRemoved: true })).toBeUndefined();
  });

  it('replaces a shipped slot of its name', () => {
    const closed = policyOf({ slots: [{ id: 'patient-age', path: ['PatientAge'], admits: [], reason }] });

    expect(judgeWith(closed, 'PatientAge', { detector: 'age-over-89' })?.rule).toBe('age-over-89');
  });
});

describe('an exception', () => {
  const fields = { reason, approvedBy: 'Somebody', expires: '2031-06-20' };
  const fingerprint = 'b'.repeat(64);
  const byPath = policyOf({ exceptions: [{ ...fields, path: 'PatientComments', detector: 'us-ssn' }] });
  const byFingerprint = policyOf({ exceptions: [{ ...fields, fingerprint }] });
  const ofCreator = policyOf({ exceptions: [{ ...fields, path: '0009xx10', privateCreator: 'ACME' }] });

  it('silences one place for one detector', () => {
    expect(judgeWith(byPath, 'PatientComments', ssn)).toBeUndefined();
    expect(judgeWith(byPath, 'PatientComments', { detector: 'iban' })?.verdict).toBe('quarantine');
    expect(judgeWith(byPath, 'StudyDescription', ssn)?.verdict).toBe('quarantine');
  });

  it('silences one value wherever it is', () => {
    expect(judgeWith(byFingerprint, 'StudyDescription', { ...ssn, fingerprint })).toBeUndefined();
    expect(judgeWith(byFingerprint, 'StudyDescription', ssn)?.verdict).toBe('quarantine');
  });

  it('silences a place in the block of one creator', () => {
    expect(judgeWith(ofCreator, '00091010', { ...ssn, place: { privateCreator: 'ACME' } })).toBeUndefined();
    expect(judgeWith(ofCreator, '00091010', { ...ssn, place: { privateCreator: 'OTHER' } })?.verdict).toBe(
      'quarantine',
    );
  });

  it('ends with its last day, while the policy goes on', () => {
    const lastMoment = new Date('2031-06-20T23:59:59.999Z');
    const dayAfter = new Date('2031-06-21T00:00:00Z');

    expect(judgeWith(byPath, 'PatientComments', ssn, lastMoment)).toBeUndefined();
    expect(judgeWith(byPath, 'PatientComments', ssn, dayAfter)?.verdict).toBe('quarantine');
    expect(judgeWith(byFingerprint, 'PatientComments', { ...ssn, fingerprint }, lastMoment)).toBeUndefined();
    expect(judgeWith(byFingerprint, 'PatientComments', { ...ssn, fingerprint }, dayAfter)?.verdict).toBe('quarantine');
  });
});
