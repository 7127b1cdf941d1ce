import type { Finding } from '../../shared/guard/finding.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import type { Policy } from '../../shared/guard/policy/policy.ts';
import type { InspectedFile, Outcome } from '../files/inspect-files.ts';
import { shownName } from '../files/walk-files.ts';
import { listed } from './listed.ts';
import type { ScanReport } from './scan-report.ts';

/** Of the report's form, not of the program: a reader of reports looks at it first. */
const reportVersion = 1;

/** For programs: every file, in one document that is written as the files are read. */
export function jsonReport({ site, hash }: Policy): ScanReport {
  const head = JSON.stringify({ version: reportVersion, policy: { site, hash } }).slice(0, -1);
  const separated = listed();
  return {
    begin: `${head},"files":[`,
    file: (scanned) => (scanned.outcome.kind === 'passed-over' ? '' : separated(JSON.stringify(fileDocument(scanned)))),
    end: (summary) => `\n],"summary":${JSON.stringify(summary)}}\n`,
  };
}

function fileDocument({ entry, outcome }: InspectedFile<Inspection>): object {
  return { path: shownName(entry), ...outcomeDocument(outcome) };
}

function outcomeDocument(outcome: Outcome<Inspection>): object {
  if (outcome.kind !== 'inspected') {
    const { kind, ...rest } = outcome;
    return { outcome: kind, ...rest };
  }
  const { verdict, burnedInRisk, findings, findingCount } = outcome.inspected;
  return { outcome: 'inspected', verdict, burnedInRisk, findings: findings.map(findingDocument), findingCount };
}

function findingDocument({ shape, fingerprint, ...rest }: Finding): object {
  return { ...rest, looksLike: shape, fingerprint };
}
