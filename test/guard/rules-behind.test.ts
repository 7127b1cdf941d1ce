import { expect, it } from 'vitest';
import { rulesBehind } from '../../shared/guard/rules-behind.ts';
import { quarantineEntry } from '../makers/quarantine-entry.ts';

it('names each rule that gave the verdict once, and none that is milder or only observed', () => {
  const [finding] = quarantineEntry(Buffer.alloc(1)).inspection.findings;
  if (finding === undefined) throw new Error('no finding');
  const findings = [
    { ...finding, rule: 'one' },
    { ...finding, rule: 'one', path: '00204000' },
    { ...finding, rule: 'two' },
    { ...finding, rule: 'milder', verdict: 'flag' as const },
    { ...finding, rule: 'tried', mode: 'observe' as const },
  ];

  expect(rulesBehind({ verdict: 'quarantine', findings })).toEqual(['one', 'two']);
});
