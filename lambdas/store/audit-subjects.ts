import type { Inspection } from '../../shared/guard/inspection.ts';
import { toldFindings } from '../../shared/store/guard-comment.ts';
import type { StoreOutcome } from '../../shared/store/store-outcome.ts';
import type { AuditSubject } from '../edge/gateway-request.ts';

/** One entry a study: how many of its instances were stored; and one for each thing that the guard said against some. */
export function auditSubjects(outcomes: readonly StoreOutcome[]): AuditSubject[] {
  const byStudy = Map.groupBy(outcomes, ({ named }) => named?.key.studyUid);
  return [...byStudy].flatMap(([studyUid, ofStudy]) => [
    storeSubject(studyUid, ofStudy),
    ...guardSubjects(studyUid, ofStudy),
  ]);
}

function storeSubject(studyUid: string | undefined, ofStudy: readonly StoreOutcome[]): AuditSubject {
  const stored = ofStudy.filter(({ kind }) => kind === 'stored').length;
  const outcome = stored === ofStudy.length ? 'success' : stored > 0 ? 'partial' : 'failure';
  return { outcome, count: ofStudy.length, ...(studyUid === undefined ? {} : { studyUid }) };
}

/** Ten thousand images with the same header fault are one entry with a count; what is held is named one by one. */
function guardSubjects(studyUid: string | undefined, ofStudy: readonly StoreOutcome[]): AuditSubject[] {
  const subjects = ofStudy.flatMap((outcome) => guardSubject(studyUid, outcome));
  const alike = Map.groupBy(subjects, (subject) => JSON.stringify(subject));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, count: 1 + others.length }],
  );
}

function guardSubject(studyUid: string | undefined, outcome: StoreOutcome): AuditSubject[] {
  const { inspection } = outcome;
  if (inspection === undefined || inspection.verdict === 'allow') return [];
  return [
    {
      action: 'guard',
      outcome: outcome.kind === 'stored' ? 'success' : 'failure',
      ...(studyUid === undefined ? {} : { studyUid }),
      ...(outcome.kind === 'refused' && outcome.heldAs !== undefined ? { entry: outcome.heldAs } : {}),
      verdict: inspection.verdict,
      policyHash: inspection.policyHash,
      rules: rulesOf(inspection),
    },
  ];
}

const maxRules = 10;

function rulesOf(inspection: Inspection): string {
  return [...new Set(toldFindings(inspection).map(({ rule }) => rule))].slice(0, maxRules).join(',');
}
