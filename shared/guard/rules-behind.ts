import type { Inspection } from './inspection.ts';

/** The rules that gave an instance its verdict; those that are only observed, or were milder, did not. */
export function rulesBehind({ verdict, findings }: Pick<Inspection, 'verdict' | 'findings'>): readonly string[] {
  const decisive = findings.filter((finding) => finding.mode === 'enforce' && finding.verdict === verdict);
  return [...new Set(decisive.map(({ rule }) => rule))];
}
