import { describe, expect, it } from 'vitest';
import type { Finding } from '../../shared/guard/finding.ts';
import type { Observation } from '../../shared/guard/observation.ts';
import { redactionOf } from '../../shared/guard/redaction.ts';

const [carrier, path, detector] = ['printable-bytes', '00091001', 'us-ssn'] as const;
const common = { detector, offset: 0, length: 11, score: 1, fingerprint: '', shape: '999-99-9999' };
const finding: Finding = {
  ...common,
  rule: 'identity-number',
  verdict: 'redact',
  mode: 'enforce',
  carrier,
  path,
  keyword: '',
};
const observed = (vr: string, blankable?: Observation['blankable']): Observation => ({
  ...common,
  place: { carrier, path, vr, keyword: '' },
  ...(blankable === undefined ? {} : { blankable }),
});
const bytes = { offset: 1_004, length: 11 };

describe('what is redacted', () => {
  it.each(['OB', 'OW', 'UN', 'US', 'FD', 'AT', 'UV'])('becomes zeros in %s', (vr) => {
    expect(redactionOf(finding, observed(vr, bytes))).toEqual([{ ...bytes, path, fill: 0 }]);
  });

  it.each(['LO', 'UT', 'PN', 'DS', ''])('becomes spaces in %s', (vr) => {
    expect(redactionOf(finding, observed(vr, bytes))).toEqual([{ ...bytes, path, fill: 0x20 }]);
  });

  it('is nothing where no bytes are known, another verdict is given, or one only watches', () => {
    const observation = observed('LO', bytes);

    expect(redactionOf(finding, observed('LO'))).toEqual([]);
    expect(redactionOf(finding, undefined)).toEqual([]);
    expect(redactionOf({ ...finding, verdict: 'flag' }, observation)).toEqual([]);
    expect(redactionOf({ ...finding, mode: 'observe' }, observation)).toEqual([]);
  });
});
