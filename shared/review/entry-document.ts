import type { Finding } from '../guard/finding.ts';
import type { FalsePositiveReport, ReviewedEntry } from '../ports/quarantine.ts';

export type EntryState = 'open' | 'released' | 'rejected';

export const stateOf = ({ decision }: Pick<ReviewedEntry, 'decision'>): EntryState => decision?.decision ?? 'open';

/** One line of a list: enough to choose what to look at. */
export function entrySummary(entry: ReviewedEntry): object {
  const { id, kind, heldAt, key, sopClassUid, byteLength, sender, inspection } = entry;
  return {
    id,
    kind,
    state: stateOf(entry),
    heldAt,
    ...key,
    sopClassUid,
    byteLength,
    sender,
    verdict: inspection.verdict,
    policyHash: inspection.policyHash,
    rules: [...new Set(inspection.findings.map(({ rule }) => rule))],
    findingCount: inspection.findingCount,
  };
}

/** All that may be seen of what is held: rules, tags and shapes, never a value. */
export function entryDocument(entry: ReviewedEntry): object {
  const { inspection, decision, reports } = entry;
  return {
    ...entrySummary(entry),
    burnedInRisk: inspection.burnedInRisk,
    findings: inspection.findings.map(maskedFinding),
    ...(decision === undefined ? {} : { decision }),
    reports,
  };
}

function maskedFinding(finding: Finding): object {
  const { path, keyword, shape, ...rest } = finding;
  return { attribute: keyword === '' ? path : keyword, path, looksLike: shape, ...rest };
}

/** What the site would add to its policy, were the report right; a person decides that, so it is only shown. */
export function suggestedException({ fingerprint, reason, reviewer, reportedAt }: FalsePositiveReport): object {
  const expires = new Date(Date.parse(reportedAt) + suggestedDays * 86_400_000).toISOString().slice(0, 10);
  return { exceptions: [{ fingerprint, reason, approvedBy: reviewer, expires }] };
}

const suggestedDays = 90;
