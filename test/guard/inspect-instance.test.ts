import { describe, expect, it } from 'vitest';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import { evidenceOf, testGuard } from '../makers/admissions.ts';
import { makeCt } from '../makers/make-ct.ts';
import { type ElementSpec, element } from '../makers/part10.ts';

const ssn = 'SSN 212-45-6789';
const key = `AKIA${'ABCD2345'.repeat(2)}`;

async function inspect(...extra: readonly ElementSpec[]) {
  const { inspection } = await inspectInstance(testGuard, await evidenceOf(makeCt({ extra }).bytes));
  return inspection;
}

describe('an inspection', () => {
  it.each([
    ['00080201', 'SH'],
    ['00201041', 'DS'],
    ['00200012', 'IS'],
    ['00080022', 'DA'],
    ['00080032', 'TM'],
    ['0008002A', 'DT'],
    ['00101010', 'AS'],
    ['0008001A', 'UI'],
    ['00081040', 'LO'],
  ])('finds words wherever they are written, also where numbers, dates or UIDs belong: %s %s', async (tag, vr) => {
    const { verdict, findings } = await inspect(element(tag, vr, ssn));

    expect(verdict).toBe('quarantine');
    expect(findings).toMatchObject([{ detector: 'us-ssn', path: tag }]);
  });

  it.each([
    ['full-width digits', '２１２－４５－６７８９'],
    ['a soft hyphen inside', '212-45\u00ad-6789'],
    ['something of no width inside', '212-\u200b45-6789'],
  ])('finds a number with %s', async (_what, number) => {
    expect(await inspect(element('00104000', 'LT', `SSN ${number}`))).toMatchObject({ verdict: 'quarantine' });
  });

  it('finds a key behind more text than is looked at for other things, and says that not all was', async () => {
    const filler = 'normal '.repeat(300_000);

    const { verdict, findings } = await inspect(element('0040A160', 'UT', `${filler} ${key} ${ssn}`));

    expect(verdict).toBe('quarantine');
    expect(findings.map(({ detector }) => detector)).toEqual(['cloud-key', 'not-all-inspected']);
  });

  it('tells the risk of burned-in identifiers and the policy beside the verdict', async () => {
    expect(await inspect()).toEqual({
      verdict: 'allow',
      policyHash: testGuard.policy.hash,
      burnedInRisk: 'unknown',
      findings: [],
      findingCount: 0,
    });
  });
});
