import { isIP } from 'node:net';
import { z } from 'zod';
import { isUid } from '../dicom/uid.ts';
import { isFailureCode } from '../errors.ts';
import { verdicts } from '../guard/verdict.ts';
import { type AuditEvent, auditActions, auditOutcomes, reviewActs } from './audit-event.ts';

/** OpenID Connect Core 2: a subject is at most 255 ASCII characters. No control character gets in. */
const identifier = z.string().regex(/^[\x20-\x7e]{1,255}$/);
const uid = z.string().refine(isUid);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const places = new Set(['local', 'unknown']);

const eventShape = z.strictObject({
  action: z.enum(auditActions),
  outcome: z.enum(auditOutcomes),
  subject: identifier,
  clientId: identifier,
  remoteAddress: z.string().refine((text) => places.has(text) || (text.length <= 64 && isIP(text) !== 0)),
  requestId: z.string().regex(/^[\w.:=+/-]{1,128}$/),
  /** Letters, hyphens and braces only: a URL with a UID or a query in it is not a template. */
  route: z
    .string()
    .regex(/^[A-Z]{3,7} \/[a-z/{}-]{0,200}$/)
    .optional(),
  studyUid: uid.optional(),
  seriesUid: uid.optional(),
  sopInstanceUid: uid.optional(),
  count: z.int().nonnegative().optional(),
  folded: z.literal(true).optional(),
  code: z.string().refine(isFailureCode).optional(),
  verdict: z.enum(verdicts).optional(),
  policyHash: sha256.optional(),
  rules: z
    .string()
    .max(1_000)
    .regex(/^[a-z0-9-]+(?:,[a-z0-9-]+)*$/)
    .optional(),
  entry: sha256.optional(),
  review: z.enum(reviewActs).optional(),
});

/**
 * The last gate before the trail: what types promise is checked once more, so that no dataset value can slip in through
 * a cast. What fails here is our bug, not the caller's, and the message names fields, never values.
 */
export function checkAuditEvent(event: AuditEvent): AuditEvent {
  const checked = eventShape.safeParse(event);
  if (checked.success) return checked.data as AuditEvent;
  const fields = checked.error.issues.map((issue) => (issue.path.length > 0 ? issue.path.join('.') : issue.code));
  throw new Error(`an audit event was refused for: ${fields.join(', ')}`);
}
