import { isDeepStrictEqual } from 'node:util';
import type { Authorized } from '../access/authorize.ts';
import type { AuditEvent } from '../audit/audit-event.ts';
import { DicomError } from '../dicom/dicom-error.ts';
import type { InstanceKey } from '../dicom/instance-key.ts';
import { Part10Reader } from '../dicom/part10-reader.ts';
import { encodeSidecar, inspectionIn } from '../dicom/sidecar.ts';
import { GatewayError } from '../errors.ts';
import type { Evidence } from '../guard/evidence.ts';
import type { Guard } from '../guard/guard.ts';
import { inspectInstance } from '../guard/inspect-instance.ts';
import type { Inspection } from '../guard/inspection.ts';
import { rulesBehind } from '../guard/rules-behind.ts';
import { isAtLeast } from '../guard/verdict.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import { workAhead } from '../work-ahead.ts';

export interface RescanPorts {
  readonly archive: ImageArchive;
  readonly audit: AuditTrail;
  readonly guard: Guard;
}

export type RescanOutcome =
  | {
      readonly kind: 'rescanned';
      readonly key: InstanceKey;
      /** What was noted beside the instance; undefined where it was lost, or nobody had looked yet. */
      readonly before: Inspection | undefined;
      readonly now: Inspection;
    }
  /** `unreadable`: the archive's bytes are not the instance that was stored. */
  | { readonly kind: 'unreadable' | 'gone'; readonly key: InstanceKey };

const readAhead = 4;

/**
 * Holds every archived instance against the policy of today and notes the answer beside it. No image is changed, moved or
 * hidden: what the guard would now stop was let in by a rule that held then, or by a reviewer, and people decide about it.
 */
export function rescan(
  ports: RescanPorts,
  permit: Authorized<'archive.maintain'>,
  requestId: string,
): AsyncGenerator<RescanOutcome> {
  return workAhead(
    ports.archive.listInstances(permit),
    (key) => rescanOne(ports, permit, { key, requestId }),
    readAhead,
  );
}

/** Was nothing said against the instance that is said now? */
export function isWorse({ before, now }: Extract<RescanOutcome, { kind: 'rescanned' }>): boolean {
  const stored = before?.verdict ?? 'allow';
  return now.verdict !== stored && isAtLeast(now.verdict, stored);
}

async function rescanOne(
  { archive, audit, guard }: RescanPorts,
  permit: Authorized<'archive.maintain'>,
  { key, requestId }: { readonly key: InstanceKey; readonly requestId: string },
): Promise<RescanOutcome> {
  try {
    const before = await inspectionBeside(archive, permit, key);
    const evidence = await readEvidence(archive, permit, key);
    if (!isDeepStrictEqual(evidence.header.key, key)) return { kind: 'unreadable', key };
    const { inspection: now } = await inspectInstance(guard, evidence);
    const outcome = { kind: 'rescanned', key, before, now } as const;
    if (isWorse(outcome)) await audit.record(guardEvent(permit, outcome, requestId));
    const isNews = !isDeepStrictEqual(before, now);
    if (isNews) await archive.replaceSidecar(permit, key, encodeSidecar(evidence.header, now));
    return outcome;
  } catch (error) {
    return withoutInstance(error, key);
  }
}

async function inspectionBeside(
  archive: ImageArchive,
  permit: Authorized<'archive.maintain'>,
  key: InstanceKey,
): Promise<Inspection | undefined> {
  const sidecar = await archive.readSidecar(permit, key);
  return sidecar === undefined ? undefined : (inspectionIn(sidecar) as Inspection | undefined);
}

/** What the preamble and the part's headers held was not kept, so a rescan does not see it. */
async function readEvidence(
  archive: ImageArchive,
  permit: Authorized<'archive.maintain'>,
  key: InstanceKey,
): Promise<Evidence> {
  const { bytes } = await archive.readInstance(permit, key);
  const reader = new Part10Reader({ capture: true });
  for await (const chunk of bytes) {
    const reading = reader.push(chunk);
    if (reading !== undefined) await reading;
  }
  return { header: await reader.finish(), content: reader.content(), partHeaders: [] };
}

const maxRules = 10;

/** In the trail before it is noted beside the instance: what was found once is found again in no sidecar. */
function guardEvent(
  { caller }: Authorized<'archive.maintain'>,
  { key, now }: Extract<RescanOutcome, { kind: 'rescanned' }>,
  requestId: string,
): AuditEvent {
  return {
    action: 'guard',
    review: 'rescan',
    outcome: 'success',
    subject: caller.subject,
    clientId: caller.clientId,
    remoteAddress: 'local',
    requestId,
    studyUid: key.studyUid,
    seriesUid: key.seriesUid,
    sopInstanceUid: key.sopInstanceUid,
    verdict: now.verdict,
    policyHash: now.policyHash,
    rules: rulesBehind(now).slice(0, maxRules).join(','),
  };
}

function withoutInstance(error: unknown, key: InstanceKey): RescanOutcome {
  if (error instanceof DicomError) return { kind: 'unreadable', key };
  if (error instanceof GatewayError && error.code === 'instance-not-found') return { kind: 'gone', key };
  throw error;
}
