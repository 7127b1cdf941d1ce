import { expect, it } from 'vitest';
import { matchFindings } from '../../bench/guard/match-findings.ts';
import type { Finding } from '../../shared/guard/finding.ts';
import type { Plant } from '../makers/guard-corpus/lay-plant.ts';

const plant: Plant = {
  type: 'us-ssn',
  class: 'format',
  place: 'patient comments',
  carrier: 'text',
  path: '00104000',
  value: '523-45-6781',
  text: 'SSN 523-45-6781',
  start: 4,
  end: 15,
  detectors: ['us-ssn'],
};
const { start: _start, end: _end, ...unplaced } = plant;
const inBytes: Plant = { ...unplaced, carrier: 'printable-bytes', path: '00291010' };

const finding = (changes: Partial<Finding>): Finding => ({
  rule: 'identity-number',
  detector: 'us-ssn',
  verdict: 'quarantine',
  mode: 'enforce',
  carrier: 'text',
  path: '00104000',
  keyword: 'PatientComments',
  offset: 4,
  length: 11,
  score: 1,
  fingerprint: '',
  shape: '999-99-9999',
  ...changes,
});

const resultsOf = (plants: readonly Plant[], findings: readonly Finding[]) => {
  const matched = matchFindings(plants, findings);
  return { found: matched.plants.map(({ isFound }) => isFound), results: matched.findings.map(({ result }) => result) };
};

it('counts the right name at the right place', () => {
  expect(resultsOf([plant], [finding({})])).toEqual({ found: [true], results: ['true'] });
});

it('counts another name there as neither found nor false', () => {
  const matched = matchFindings([plant], [finding({ detector: 'phone-number' })]);

  expect(matched.plants[0]).toMatchObject({ isFound: false, otherNames: ['phone-number'] });
  expect(matched.findings[0]?.result).toBe('other name');
});

it.each([
  ['beside the identifier', { offset: 20 }],
  ['in another attribute', { path: '00204000' }],
  ['in another carrier', { carrier: 'document' as const }],
])('counts what is found %s as false', (_, changes) => {
  expect(resultsOf([plant], [finding(changes)])).toEqual({ found: [false], results: ['false'] });
});

it('knows no offset in bytes, so the right name there is right, and another one only by its shape', () => {
  const there = { carrier: 'printable-bytes', path: '00291010', offset: 300 } as const;

  const { results } = resultsOf(
    [inBytes],
    [
      finding(there),
      finding({ ...there, detector: 'phone-number', shape: '999-99-9999' }),
      finding({ ...there, detector: 'email-address', shape: 'aaa@aaaaaaa.aaa' }),
    ],
  );

  expect(results).toEqual(['true', 'other name', 'false']);
});
