import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectorGroups, packs } from '../../../shared/guard/detector.ts';
import { carriers } from '../../../shared/guard/inspected-text.ts';
import { baselinePolicy } from '../../../shared/guard/policy/baseline-policy.ts';
import { compilePolicy } from '../../../shared/guard/policy/compile-policy.ts';
import { apiVersion, type PolicyDocument, policyDocumentSchema } from '../../../shared/guard/policy/policy-document.ts';
import { PolicyFaults } from '../../../shared/guard/policy/policy-faults.ts';
import { isAtLeast, verdicts } from '../../../shared/guard/verdict.ts';
import { fakeDetectors } from './fake-detectors.ts';
import { judgeWith, policyOf, today } from './judge-with.ts';

const reason = 'for the sake of the test';
const floorSeers = [
  'preamble-executable',
  'embedded-executable',
  'guard-failed',
  'json-web-token',
  'cloud-key',
  'private-key',
];
const floorIds = baselinePolicy.rules.filter(({ floor }) => floor).map(({ id }) => id);
const fingerprint = 'c'.repeat(64);
const approved = { reason, approvedBy: 'Somebody', expires: '2099-12-31' };

const stands = (fields: object, detector: string, score = 1): boolean => {
  const judgement = judgeWith(policyOf(fields), 'PatientComments', { detector, fingerprint, score });
  return judgement?.mode === 'enforce' && isAtLeast(judgement.verdict, 'quarantine');
};

/** A policy from a document that was never checked for its meaning: the floor must not rest on the check alone. */
const uncheckedPolicy = (fields: object) => {
  const document: PolicyDocument = policyDocumentSchema.parse({ apiVersion, site: 'Test site', ...fields });
  return compilePolicy(document, fakeDetectors, today);
};

describe('the floor', () => {
  it.each(floorIds)('refuses a rule in place of %s', (id) => {
    const rules = [{ id, when: { detector: ['us-ssn'] }, verdict: 'allow', mode: 'observe', reason }];

    expect(() => policyOf({ rules })).toThrow(PolicyFaults);
    expect(() => policyOf({ rules })).toThrow('rules[0].id: belongs to the floor');
  });

  it.each(['credential', ...floorSeers])('refuses a slot and an exception for %s', (seer) => {
    const slots = [{ id: 'own-slot', path: ['**'], admits: [seer], reason }];

    expect(() => policyOf({ slots })).toThrow(`slots[0].admits[0]: ${seer} belongs to the floor`);
    if (seer === 'credential') return;
    expect(() => policyOf({ exceptions: [{ ...approved, path: '**', detector: seer }] })).toThrow(
      `exceptions[0].detector: ${seer} belongs to the floor`,
    );
  });

  it.each(floorSeers)('holds %s whatever a site writes', (seer) => {
    const everything = { id: 'everything', when: { path: ['**'] }, reason };

    expect(stands({ rules: [{ ...everything, verdict: 'allow' }] }, seer)).toBe(true);
    expect(stands({ rules: [{ ...everything, verdict: 'reject', mode: 'observe' }] }, seer)).toBe(true);
    expect(stands({ exceptions: [{ ...approved, path: '**' }] }, seer)).toBe(true);
    expect(stands({ exceptions: [{ ...approved, path: 'PatientComments' }] }, seer)).toBe(true);
    expect(stands({ exceptions: [{ ...approved, fingerprint }] }, seer)).toBe(true);
    expect(stands({ packs: [] }, seer)).toBe(true);
    expect(stands({ minScore: 0.95 }, seer, 0.5)).toBe(true);
  });

  it.each(floorSeers)('holds %s in a document whose meaning was not checked', (seer) => {
    const policy = uncheckedPolicy({
      rules: floorIds.map((id) => ({ id, when: { detector: ['us-ssn'] }, verdict: 'allow', mode: 'observe', reason })),
      slots: [{ id: 'own-slot', path: ['**'], admits: [seer, ...detectorGroups], evenIfIdentityRemoved: true, reason }],
      exceptions: [{ ...approved, path: '**', detector: seer }],
    });

    const judgement = judgeWith(policy, 'PatientComments', { detector: seer });

    expect(judgement?.verdict).toBe('quarantine');
    expect(floorIds).toContain(judgement?.rule);
  });

  it('is looked for with any packs and any score', () => {
    const policy = policyOf({ packs: [], minScore: 0.95 });

    expect(policy.detectors.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['json-web-token', 'cloud-key', 'private-key']),
    );
    expect(policy.minScore).toBe(0.5);
  });

  it('is looked for even where a detector of it belongs to a pack that is off', () => {
    const ofPack = fakeDetectors.map((each) => (each.id === 'cloud-key' ? { ...each, pack: 'us' as const } : each));

    const { detectors } = compilePolicy(
      policyDocumentSchema.parse({ apiVersion, site: 'x', packs: [] }),
      ofPack,
      today,
    );

    expect(detectors.map(({ id }) => id)).toContain('cloud-key');
  });

  it('may be made stricter', () => {
    const rules = [{ id: 'no-programs', when: { detector: ['preamble-executable'] }, verdict: 'reject', reason }];

    const judgement = judgeWith(policyOf({ rules }), 'preamble', { detector: 'preamble-executable' });

    expect(judgement).toEqual({ rule: 'no-programs', verdict: 'reject', mode: 'enforce' });
  });

  it('is never lowered, whatever rules, slots and exceptions a site adds', () => {
    fc.assert(
      fc.property(anyFields, anySighting, (fields, { at, ...sighting }) => {
        const judgement = judgeWith(uncheckedPolicy(fields), at, sighting);

        expect(judgement?.mode).toBe('enforce');
        expect(isAtLeast(judgement?.verdict ?? 'allow', 'quarantine')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('lets no rule that a site adds lower any verdict of the shipped policy', () => {
    const shipped = policyOf();
    const shippedIds = new Set(baselinePolicy.rules.map(({ id }) => id));
    const seers = fc.constantFrom(...fakeDetectors.map(({ id }) => id));
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 5 }), anySighting, seers, (rules, { at, ...sighting }, detector) => {
        const added = uncheckedPolicy({ rules: rules.filter(({ id }) => !shippedIds.has(id)) });

        const before = judgeWith(shipped, at, { ...sighting, detector })?.verdict ?? 'allow';
        const after = judgeWith(added, at, { ...sighting, detector })?.verdict ?? 'allow';

        expect(isAtLeast(after, before)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const places = ['PatientComments', 'PatientID', '00091001', 'OriginalAttributesSequence.0.PatientName', 'preamble'];
const anyPath = fc.constantFrom('**', '*', 'PatientComments', '**.PatientID', '0009xxxx', 'preamble');
const someOf = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { minLength: 1, maxLength: 3 });
const anyId = fc.constantFrom('one', 'two', 'three', ...baselinePolicy.rules.map(({ id }) => id));
const seersAndMore = [...floorSeers, 'us-ssn'];

const anyWhen = fc
  .record(
    {
      detector: someOf(fc.constantFrom(...seersAndMore)),
      group: someOf(fc.constantFrom(...detectorGroups)),
      path: someOf(anyPath),
      exceptPath: someOf(anyPath),
      carrier: someOf(fc.constantFrom(...carriers)),
      private: fc.boolean(),
      identityRemoved: fc.boolean(),
      minScore: fc.double({ min: 0, max: 1, noNaN: true }),
    },
    { requiredKeys: [] },
  )
  .filter((when) => Object.keys(when).length > 0);

const anyRule = fc.record({
  id: anyId,
  when: anyWhen,
  verdict: fc.constantFrom(...verdicts),
  mode: fc.constantFrom('observe', 'enforce'),
  reason: fc.constant(reason),
});

const anySlot = fc.record({
  id: fc.constantFrom('own', 'identifiers', 'person-names'),
  path: someOf(anyPath),
  admits: fc.array(fc.constantFrom(...seersAndMore, ...detectorGroups), { maxLength: 5 }),
  evenIfIdentityRemoved: fc.boolean(),
  reason: fc.constant(reason),
});

const anyException = fc.oneof(
  fc.constant({ ...approved, fingerprint }),
  anyPath.map((path) => ({ ...approved, path })),
  fc.tuple(anyPath, fc.constantFrom(...seersAndMore)).map(([path, detector]) => ({ ...approved, path, detector })),
);

const anyFields = fc.record({
  packs: fc.oneof(fc.constant('all'), fc.subarray([...packs])),
  minScore: fc.double({ min: 0.3, max: 0.95, noNaN: true }),
  rules: fc.array(anyRule, { maxLength: 6 }),
  slots: fc.array(anySlot, { maxLength: 4 }),
  exceptions: fc.array(anyException, { maxLength: 4 }),
});

const anySighting = fc.record({
  at: fc.constantFrom(...places),
  detector: fc.constantFrom(...floorSeers),
  score: fc.double({ min: 0.3, max: 1, noNaN: true }),
  fingerprint: fc.constantFrom(fingerprint, 'd'.repeat(64)),
  isIdentityRemoved: fc.boolean(),
});
