import type { z } from 'zod';
import { type Detector, detectorGroups } from '../detector.ts';
import { baselinePolicy } from './baseline-policy.ts';
import { checkIds } from './check-ids.ts';
import { describeIssue } from './describe-issue.ts';
import { type PolicyException, partSchemas, policyDocumentSchema } from './policy-document.ts';
import { documentPath, type PolicyFault } from './policy-faults.ts';
import { baselineHash } from './policy-hash.ts';

const groupNames: ReadonlySet<string> = new Set(detectorGroups);

/** Everything that is wrong with a document, at once: its form, and what it says of detectors, rules and the floor. */
export function findPolicyFaults(raw: unknown, detectors: readonly Detector[]): readonly PolicyFault[] {
  const parsed = policyDocumentSchema.safeParse(raw, { error: describeIssue });
  const form = (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: documentPath(path), message }));
  return [...form, ...faultsOfMeaning(raw, vocabularyOf(detectors))];
}

interface Vocabulary {
  readonly seers: ReadonlySet<string>;
  readonly floorSeers: ReadonlySet<string>;
}

function vocabularyOf(detectors: readonly Detector[]): Vocabulary {
  const floorWhens = baselinePolicy.rules.filter(({ floor }) => floor).map(({ when }) => when);
  const floorGroups = new Set<string>(floorWhens.flatMap(({ group = [] }) => group));
  const inFloorGroups = detectors.filter(({ group }) => floorGroups.has(group)).map(({ id }) => id);
  const floorIds = floorWhens.flatMap(({ detector = [] }) => detector);
  return {
    seers: new Set([...detectors.map(({ id }) => id), ...checkIds]),
    floorSeers: new Set([...floorIds, ...floorGroups, ...inFloorGroups]),
  };
}

function faultsOfMeaning(raw: unknown, vocabulary: Vocabulary): PolicyFault[] {
  const slots = wellFormed(raw, 'slots', partSchemas.slot);
  const rules = wellFormed(raw, 'rules', partSchemas.rule);
  const fixtures = wellFormed(raw, 'fixtures', partSchemas.fixture);
  return [
    ...faultsOfBaseline(raw),
    ...repeated(slots, ({ id }) => id, 'id'),
    ...repeated(rules, ({ id }) => id, 'id'),
    ...repeated(fixtures, ({ name }) => name, 'name'),
    ...slots.flatMap((part) => faultsOfSlot(part, vocabulary)),
    ...rules.flatMap((part) => faultsOfRule(part, vocabulary)),
    ...wellFormed(raw, 'exceptions', partSchemas.exception).flatMap((part) => faultsOfException(part, vocabulary)),
    ...fixtures.flatMap((part) => faultsOfFixture(part, rules)),
  ];
}

interface Part<Value> {
  readonly at: string;
  readonly value: Value;
}

/** What can be understood of a list, so that a slip in one entry hides no fault of another. */
function wellFormed<Schema extends z.ZodType>(raw: unknown, field: string, schema: Schema): Part<z.output<Schema>>[] {
  const list: unknown = isRecord(raw) ? raw[field] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry, index) => {
    const parsed = schema.safeParse(entry);
    return parsed.success ? [{ at: `${field}[${index}]`, value: parsed.data }] : [];
  });
}

const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> => typeof raw === 'object' && raw !== null;

function faultsOfBaseline(raw: unknown): PolicyFault[] {
  const wanted = isRecord(raw) ? raw.extends : undefined;
  const hash = typeof wanted === 'string' ? /^baseline@sha256:([0-9a-f]{64})$/.exec(wanted)?.[1] : undefined;
  if (hash === undefined || hash === baselineHash) return [];
  const message = `this version ships another baseline: read what changed in it, test the fixtures, then write "baseline@sha256:${baselineHash}" here`;
  return [{ path: 'extends', message }];
}

function repeated<Value>(
  parts: readonly Part<Value>[],
  nameOf: (value: Value) => string,
  field: string,
): PolicyFault[] {
  const known = new Set<string>();
  return parts.flatMap(({ at, value }) => {
    const isKnown = known.has(nameOf(value));
    known.add(nameOf(value));
    return isKnown ? [{ path: `${at}.${field}`, message: 'is taken by an entry above: choose another' }] : [];
  });
}

function faultsOfSlot(
  { at, value }: Part<z.output<typeof partSchemas.slot>>,
  { seers, floorSeers }: Vocabulary,
): PolicyFault[] {
  return value.admits.flatMap((seer, index) => {
    const path = `${at}.admits[${index}]`;
    if (!seers.has(seer) && !groupNames.has(seer)) return [unknownSeer(path, seer, 'detector, check or group')];
    return floorSeers.has(seer)
      ? [{ path, message: `${seer} belongs to the floor, which no slot admits: remove it` }]
      : [];
  });
}

function faultsOfRule({ at, value }: Part<z.output<typeof partSchemas.rule>>, { seers }: Vocabulary): PolicyFault[] {
  const unknown = (value.when.detector ?? []).flatMap((seer, index) =>
    seers.has(seer) ? [] : [unknownSeer(`${at}.when.detector[${index}]`, seer, 'detector or check')],
  );
  return isFloorRule(value.id) ? [...unknown, { path: `${at}.id`, message: floorRule }] : unknown;
}

const floorRule = 'belongs to the floor, which a site cannot replace: to be stricter, give the rule an id of its own';

const isFloorRule = (id: string): boolean => baselinePolicy.rules.some((rule) => rule.floor && rule.id === id);

function faultsOfException({ at, value }: Part<PolicyException>, { seers, floorSeers }: Vocabulary): PolicyFault[] {
  const { detector } = value;
  const path = `${at}.detector`;
  if (detector === undefined) return [];
  if (!seers.has(detector)) return [unknownSeer(path, detector, 'detector or check')];
  const message = `${detector} belongs to the floor, which has no exceptions: remove this one`;
  return floorSeers.has(detector) ? [{ path, message }] : [];
}

function faultsOfFixture(
  { at, value }: Part<z.output<typeof partSchemas.fixture>>,
  siteRules: readonly Part<z.output<typeof partSchemas.rule>>[],
): PolicyFault[] {
  const ids = [...siteRules.map((part) => part.value.id), ...baselinePolicy.rules.map((rule) => rule.id)];
  if (value.rule === undefined || ids.includes(value.rule)) return [];
  return [{ path: `${at}.rule`, message: `there is no rule ${JSON.stringify(value.rule)}, here or in the baseline` }];
}

const unknownSeer = (path: string, seer: string, kind: string): PolicyFault => ({
  path,
  message: `there is no ${kind} ${JSON.stringify(seer)}: docs/guard.md lists them`,
});
