import { allChecks } from './all-checks.ts';
import { burnedInRiskOf } from './burned-in-risk.ts';
import { type CarriedTexts, readCarriers } from './carriers/read-carriers.ts';
import type { CheckHit } from './check.ts';
import type { Detector } from './detector.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Guard } from './guard.ts';
import { type Haystack, haystackOf } from './haystack.ts';
import type { InspectedText } from './inspected-text.ts';
import type { Inspection } from './inspection.ts';
import type { Observation } from './observation.ts';
import { fingerprintOf, observeTexts } from './observe-texts.ts';
import { type PatientFacts, patientFactsOf } from './patient-facts.ts';
import { inPlainCharacters } from './plain-characters.ts';
import type { Subject } from './policy/policy.ts';
import { type Redaction, redactionOf } from './redaction.ts';
import { strictest, type Verdict, verdicts } from './verdict.ts';

export interface Inspected {
  readonly inspection: Inspection;
  /** What a redacted instance must no longer hold; empty for other verdicts. */
  readonly redactions: readonly Redaction[];
  /** Our own error, for the log; the instance is quarantined for it. */
  readonly failure?: unknown;
}

/** Looks at everything an instance carries and asks the policy. It never throws: what fails here is not let in. */
export async function inspectInstance(guard: Guard, evidence: Evidence, now = new Date()): Promise<Inspected> {
  try {
    return concluded(guard, evidence, judged(guard, evidence, { observations: await observe(guard, evidence), now }));
  } catch (failure) {
    return { ...concluded(guard, evidence, [failedJudgement()]), failure };
  }
}

async function observe(
  { policy, fingerprintKey, documentTurns }: Guard,
  evidence: Evidence,
): Promise<readonly Observation[]> {
  const carried = await readCarriers(evidence, { ...policy.limits, documentTurns });
  const patient = patientFactsOf(evidence.header.dicomJson);
  const { detectors, minScore, limits } = policy;
  const look = { patient, minScore, limits, fingerprintKey };
  const seen = [
    ...observeTexts({ ...look, detectors, haystack: haystackIn(carried.texts) }),
    ...observeTexts({ ...look, detectors: detectors.filter(isOfFloor), haystack: haystackIn(carried.rest) }),
  ];
  const checked = [...hitsOfChecks(evidence, patient, seen), ...hitsOfCarriers(carried)];
  return [...seen, ...checked.map(([id, hit]) => observationOf(id, hit, fingerprintKey))];
}

const haystackIn = (texts: readonly InspectedText[]): Haystack => haystackOf(texts.map(inPlainCharacters));

/** No filler carries a key past the floor: what is too long for the others is looked at for those. */
const isOfFloor = ({ group }: Detector): boolean => group === 'credential';

type NamedHit = readonly [id: string, hit: CheckHit];

function hitsOfChecks(evidence: Evidence, patient: PatientFacts, seen: readonly Observation[]): NamedHit[] {
  return allChecks.flatMap((check) =>
    [...check.inspect(evidence, patient, seen)].map((hit): NamedHit => [check.id, hit]),
  );
}

function hitsOfCarriers({ isCut, documents }: CarriedTexts): NamedHit[] {
  const hits: NamedHit[] = isCut ? [['not-all-inspected', { carrier: 'text', path: '' }]] : [];
  for (const { path, kind, isReadable, hasActiveContent } of documents) {
    const hit: CheckHit = { carrier: 'document', path, detail: kind };
    if (!isReadable) hits.push(['document-unreadable', hit]);
    if (hasActiveContent) hits.push(['document-active-content', hit]);
  }
  return hits;
}

/** What a check sees is no value, so its fingerprint tells check, place and kind. */
function observationOf(id: string, { carrier, path, detail }: CheckHit, key: Guard['fingerprintKey']): Observation {
  const place = { carrier, path, vr: '', keyword: '', ...(detail === undefined ? {} : { detail }) };
  const fingerprint = fingerprintOf(id, `${path}\0${detail ?? ''}`, key);
  return { detector: id, place, offset: 0, length: 0, score: 1, fingerprint, shape: '' };
}

interface Judged {
  readonly finding: Finding;
  readonly observation: Observation | undefined;
}

interface Seen {
  readonly observations: readonly Observation[];
  readonly now: Date;
}

function judged({ policy }: Guard, { header, content }: Evidence, { observations, now }: Seen): Judged[] {
  const subject = subjectOf(header.dicomJson, header.sopClassUid);
  return observations.flatMap((observation) => {
    const judgement = policy.judge(observation, subject, now);
    if (judgement === undefined) return [];
    const canBeRedacted = observation.blankable !== undefined && !content.isDeflated;
    const verdict = judgement.verdict === 'redact' && !canBeRedacted ? 'quarantine' : judgement.verdict;
    return [{ finding: findingOf(observation, { ...judgement, verdict }), observation }];
  });
}

function subjectOf(dicomJson: Evidence['header']['dicomJson'], sopClassUid: string): Subject {
  const text = (tag: string): string => String(dicomJson[tag]?.Value?.[0] ?? '').trim();
  return { sopClassUid, modality: text('00080060'), isIdentityRemoved: text('00120062').toUpperCase() === 'YES' };
}

function findingOf(
  { detector, place, offset, length, score, fingerprint, shape }: Observation,
  judgement: Pick<Finding, 'rule' | 'verdict' | 'mode'>,
): Finding {
  const { carrier, path, keyword, detail } = place;
  const where = { carrier, path, keyword, ...(detail === undefined ? {} : { detail }) };
  return { ...judgement, detector, ...where, offset, length, score, fingerprint, shape };
}

/** The floor that no policy lowers: whoever cannot be inspected does not come in. */
function failedJudgement(): Judged {
  const judgement = { rule: 'guard-failed', verdict: 'quarantine', mode: 'enforce' } as const;
  const nowhere = { carrier: 'text', path: '', keyword: '', offset: 0, length: 0, fingerprint: '', shape: '' } as const;
  return {
    finding: { ...judgement, ...nowhere, detector: 'guard-failed', score: 1 },
    observation: undefined,
  };
}

/** Kept beside the instance for good, so it stays small; `findingCount` tells what was left out. */
const maxFindings = 50;

function concluded({ policy }: Guard, { header }: Evidence, all: readonly Judged[]): Inspected {
  const verdict = strictest(all.map(({ finding }) => effectOf(finding)));
  const strictestFirst = all
    .map(({ finding }) => finding)
    .toSorted((one, other) => verdicts.indexOf(effectOf(other)) - verdicts.indexOf(effectOf(one)));
  return {
    inspection: {
      verdict,
      policyHash: policy.hash,
      burnedInRisk: burnedInRiskOf(header),
      findings: strictestFirst.slice(0, maxFindings),
      findingCount: all.length,
    },
    redactions:
      verdict === 'redact' ? all.flatMap(({ finding, observation }) => redactionOf(finding, observation)) : [],
  };
}

const effectOf = ({ verdict, mode }: Finding): Verdict => (mode === 'enforce' ? verdict : 'allow');
