import { z } from 'zod';

/** One line of the gateway's list (docs/guard.md). */
export const entryForm = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  heldAt: z.string(),
  studyUid: z.string(),
  seriesUid: z.string(),
  sopInstanceUid: z.string(),
  byteLength: z.number(),
  sender: z.object({ subject: z.string(), clientId: z.string() }),
  verdict: z.string(),
  policyHash: z.string(),
  rules: z.array(z.string()),
  findingCount: z.number(),
});

export type Entry = z.infer<typeof entryForm>;

export const pageForm = z.looseObject({ total: z.number(), entries: z.array(entryForm) });

const findingForm = z.looseObject({
  rule: z.string(),
  verdict: z.string(),
  mode: z.string(),
  detector: z.string(),
  attribute: z.string(),
  path: z.string(),
  detail: z.string().optional(),
  looksLike: z.string(),
  offset: z.number(),
  length: z.number(),
  fingerprint: z.string(),
});

export type EntryFinding = z.infer<typeof findingForm>;

export const documentForm = entryForm.extend({
  burnedInRisk: z.string(),
  findings: z.array(findingForm),
  decision: z
    .object({ decision: z.string(), decidedAt: z.string(), reviewer: z.string(), justification: z.string() })
    .optional(),
  reports: z.array(z.looseObject({ rule: z.string(), reason: z.string(), reportedAt: z.string() })),
});

export type EntryDocument = z.infer<typeof documentForm>;

export const releasedForm = documentForm.extend({ retrieveUrl: z.string() });
export const reportedForm = z.looseObject({ forThePolicy: z.record(z.string(), z.unknown()) });
