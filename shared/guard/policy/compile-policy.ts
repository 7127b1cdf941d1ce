import type { Detector, Pack } from '../detector.ts';
import type { Observation } from '../observation.ts';
import { attributePath, isPrivatePath } from '../tag-path.ts';
import { type Verdict, verdicts } from '../verdict.ts';
import { baselinePolicy } from './baseline-policy.ts';
import { type Condition, compileConditions, type Seen } from './compile-conditions.ts';
import type { Judgement, Policy, Subject } from './policy.ts';
import type { PolicyDocument, PolicyException, PolicyRule, PolicySlot } from './policy-document.ts';
import { policyHash } from './policy-hash.ts';

/** The document with its baseline, ready to be asked. Expects a document without faults. */
export function compilePolicy(document: PolicyDocument, detectors: readonly Detector[], now: Date): Policy {
  const rules = effectiveRules(document).map(compileRule);
  const lawOf = lawBook({ document, rules, detectors });
  return {
    hash: policyHash(document),
    site: document.site,
    detectors: detectors.filter((detector) => isOn(document.packs, detector) || rules.some(isFloorOf(detector))),
    minScore: Math.min(document.minScore, baselinePolicy.minScore),
    limits: document.limits,
    warnings: warningsOf(document.exceptions, now),
    judge: (observation, subject, at) => judge(lawOf(observation.detector), seenOf(observation, subject), at),
  };
}

/** A site's rule stands in place of the shipped one of its id; the floor is not replaced, whatever the document says. */
export function effectiveRules({ rules }: PolicyDocument): readonly (PolicyRule & { readonly floor: boolean })[] {
  const floorIds = new Set(baselinePolicy.rules.filter(({ floor }) => floor).map(({ id }) => id));
  const own = new Map(rules.filter(({ id }) => !floorIds.has(id)).map((rule) => [rule.id, { ...rule, floor: false }]));
  const shipped = baselinePolicy.rules.map((rule) => own.get(rule.id) ?? rule);
  return [...new Set([...shipped, ...own.values()])];
}

export function effectiveSlots({ slots }: PolicyDocument): readonly PolicySlot[] {
  const replaced = new Set(slots.map(({ id }) => id));
  return [...baselinePolicy.slots.filter(({ id }) => !replaced.has(id)), ...slots];
}

interface CompiledRule {
  readonly rule: PolicyRule & { readonly floor: boolean };
  readonly holds: Condition;
}

const compileRule = (rule: CompiledRule['rule']): CompiledRule => ({ rule, holds: compileConditions(rule.when) });

function isOn(on: PolicyDocument['packs'], { pack }: { readonly pack?: Pack }): boolean {
  return pack === undefined || on === 'all' || on.includes(pack);
}

const isFloorOf =
  ({ id, group }: Detector) =>
  ({ rule }: CompiledRule): boolean =>
    rule.floor && isAbout(rule, id, group);

function isAbout({ when }: PolicyRule, detector: string, group: string | undefined): boolean {
  const { detector: ids, group: groups } = when;
  if (ids !== undefined && !ids.includes(detector)) return false;
  return groups === undefined || groups.some((each) => each === group);
}

/** What concerns one detector or check. */
interface Law {
  readonly rules: readonly CompiledRule[];
  readonly admissions: readonly Admission[];
  /** Checks are sure of what they see; 0 for them. */
  readonly minScore: number;
}

type Admission = (seen: Seen, now: Date) => boolean;

interface LawSource {
  readonly document: PolicyDocument;
  readonly rules: readonly CompiledRule[];
  readonly detectors: readonly Detector[];
}

/** Detectors and checks are few, so each one's law is put together once, when it is first asked for. */
function lawBook({ document, rules, detectors }: LawSource): (detector: string) => Law {
  const groups = new Map(detectors.map(({ id, group }) => [id, group]));
  const slots = effectiveSlots(document).map((slot) => ({ slot, admits: slotAdmission(slot) }));
  const exceptions = document.exceptions.map((exception) => ({ exception, admits: exceptionAdmission(exception) }));
  const put = (id: string): Law => {
    const names = [id, groups.get(id) ?? id];
    return {
      rules: rules.filter(({ rule }) => isAbout(rule, id, groups.get(id))),
      admissions: [
        ...slots.filter(({ slot }) => names.some((name) => slot.admits.includes(name))),
        ...exceptions.filter(({ exception }) => (exception.detector ?? id) === id),
      ].map(({ admits }) => admits),
      minScore: groups.has(id) ? document.minScore : 0,
    };
  };
  const laws = new Map<string, Law>();
  return (id) => {
    const law = laws.get(id) ?? put(id);
    laws.set(id, law);
    return law;
  };
}

function slotAdmission(slot: PolicySlot): Admission {
  const holds = compileConditions(slot);
  return (seen) => (slot.evenIfIdentityRemoved || !seen.subject.isIdentityRemoved) && holds(seen);
}

function exceptionAdmission({ fingerprint, path, privateCreator, expires }: PolicyException): Admission {
  const end = endOf(expires);
  if (fingerprint !== undefined)
    return (seen, now) => seen.observation.fingerprint === fingerprint && now.getTime() < end;
  const holds = compileConditions({
    ...(path === undefined ? {} : { path: [path] }),
    ...(privateCreator === undefined ? {} : { privateCreator: [privateCreator] }),
  });
  return (seen, now) => now.getTime() < end && holds(seen);
}

const millisecondsOfDay = 86_400_000;

/** The last day belongs to it. */
const endOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) + millisecondsOfDay;

function seenOf(observation: Observation, subject: Subject): Seen {
  const path = attributePath(observation.place.path);
  return { observation, subject, path, isPrivate: isPrivatePath(path) };
}

function judge({ rules, admissions, minScore }: Law, seen: Seen, now: Date): Judgement | undefined {
  const matching = rules.filter(({ holds }) => holds(seen)).map(({ rule }) => rule);
  if (matching.length === 0) return undefined;
  const onlyFloor = seen.observation.score < minScore || admissions.some((admits) => admits(seen, now));
  const standing = onlyFloor ? matching.filter(({ floor }) => floor) : matching;
  return strictestOf(standing, 'enforce') ?? strictestOf(standing, 'observe');
}

/** Undefined where no rule of this mode objects; `allow` objects to nothing. */
function strictestOf(rules: readonly PolicyRule[], mode: Judgement['mode']): Judgement | undefined {
  let found: PolicyRule | undefined;
  for (const rule of rules) {
    if (rule.mode === mode && strictness(rule.verdict) > strictness(found?.verdict ?? 'allow')) found = rule;
  }
  return found === undefined ? undefined : { rule: found.id, verdict: found.verdict, mode };
}

const strictness = (verdict: Verdict): number => verdicts.indexOf(verdict);

function warningsOf(exceptions: readonly PolicyException[], now: Date): readonly string[] {
  return exceptions.flatMap(({ expires }, index) =>
    now.getTime() < endOf(expires)
      ? []
      : [`exceptions[${index}] expired on ${expires} and has no effect: renew or remove it`],
  );
}
