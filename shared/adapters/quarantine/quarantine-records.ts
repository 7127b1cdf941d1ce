import { z } from 'zod';
import { isUid, type Uid } from '../../dicom/uid.ts';
import type { BurnedInRisk } from '../../guard/burned-in-risk.ts';
import type { Finding } from '../../guard/finding.ts';
import { verdicts } from '../../guard/verdict.ts';
import type { FalsePositiveReport, QuarantineEntry, ReviewDecision } from '../../ports/quarantine.ts';
import { type EntryId, isEntryId } from './entry-id.ts';

const uid = z.custom<Uid>((value) => typeof value === 'string' && isUid(value));
const finding = z.custom<Finding>((value) => typeof value === 'object' && value !== null);
const burnedInRisk = z.custom<BurnedInRisk>((value) => typeof value === 'string');

/** Loose, so that nothing is lost of a record that a later version wrote. */
const entry = z.looseObject({
  id: z.custom<EntryId>((value) => typeof value === 'string' && isEntryId(value)),
  kind: z.enum(['held', 'pristine']),
  heldAt: z.iso.datetime({ offset: true }),
  key: z.looseObject({ studyUid: uid, seriesUid: uid, sopInstanceUid: uid }),
  sopClassUid: z.string(),
  byteLength: z.int().nonnegative(),
  sender: z.looseObject({ subject: z.string(), clientId: z.string() }),
  inspection: z.looseObject({
    verdict: z.enum(verdicts),
    policyHash: z.string(),
    burnedInRisk,
    findings: z.array(finding),
    findingCount: z.number(),
  }),
});

const decision = z.looseObject({
  decision: z.enum(['released', 'rejected']),
  decidedAt: z.string(),
  reviewer: z.string(),
  justification: z.string(),
});

const report = z.looseObject({
  reportedAt: z.string(),
  reviewer: z.string(),
  rule: z.string(),
  detector: z.string(),
  path: z.string(),
  fingerprint: z.string(),
  reason: z.string(),
});

/** An entry whose id was checked. */
export type KeptEntry = QuarantineEntry & { readonly id: EntryId };

/** Fails here, and not in the reviewer's hands, when what is to be kept could not be read again. */
export function asKept(given: QuarantineEntry): KeptEntry {
  const kept = parseEntry(JSON.stringify(given));
  if (kept === undefined) throw new Error('an entry for the quarantine is not one that could be read again');
  return kept;
}

/** `undefined` for what is torn or foreign, as with the others: one such record must not hide all of them. */
export const parseEntry = (json: string): KeptEntry | undefined => parse(entry, json);

export const parseDecision = (json: string): ReviewDecision | undefined => parse(decision, json);

export const parseReport = (json: string): FalsePositiveReport | undefined => parse(report, json);

function parse<Schema extends z.ZodType>(schema: Schema, json: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
