import type { Authorized } from '../access/authorize.ts';
import { GatewayError } from '../errors.ts';
import type { Guard } from '../guard/guard.ts';
import type { FalsePositiveReport, Quarantine, ReviewDecision, ReviewedEntry } from '../ports/quarantine.ts';
import type { StudyIndex } from '../ports/study-index.ts';
import { checkedWords } from './reviewed-words.ts';

type ReviewPermit = Authorized<'dlp.review'>;

/** What a review works on: the area, and the guard whose words are reviewed. */
export interface Review {
  readonly quarantine: Quarantine;
  readonly guard: Guard;
}

export async function findEntry(
  { quarantine }: Pick<Review, 'quarantine'>,
  permit: ReviewPermit,
  id: string,
): Promise<ReviewedEntry> {
  const entry = await quarantine.find(permit, id);
  if (entry === undefined) throw new GatewayError('quarantine-entry-not-found', 'Nothing is held under this id.');
  return entry;
}

/** What cannot be stored is not decided: the entry stays open, for who puts the archive right or rejects it. */
export async function refuseWhereTaken(
  { index }: { readonly index: StudyIndex },
  permit: ReviewPermit,
  { id, key }: ReviewedEntry,
): Promise<void> {
  const stored = await index.findInstance(permit, key);
  if (stored === undefined || stored.sha256 === id) return;
  throw new GatewayError(
    'release-refused',
    'Other bytes have this SOP Instance UID in the archive; nothing was decided.',
  );
}

/** The first decision stands: a second reviewer who says otherwise is told, and nothing happens. */
export async function decideEntry(
  review: Review,
  permit: ReviewPermit,
  wish: { readonly id: string; readonly decision: ReviewDecision['decision']; readonly justification: string },
): Promise<ReviewedEntry> {
  const entry = await findEntry(review, permit, wish.id);
  if (entry.kind === 'pristine') throw notForDecision();
  const decision = await review.quarantine.decide(permit, wish.id, {
    decision: wish.decision,
    decidedAt: new Date().toISOString(),
    reviewer: permit.caller.subject,
    justification: checkedWords(review.guard, wish.justification),
  });
  if (decision.decision !== wish.decision) throw alreadyDecided(decision);
  return { ...entry, decision };
}

/** A finding is named by its fingerprint, as the inspection of the entry shows it. */
export async function reportFalsePositive(
  review: Review,
  permit: ReviewPermit,
  wish: { readonly id: string; readonly fingerprint: string; readonly reason: string },
): Promise<FalsePositiveReport> {
  const { inspection } = await findEntry(review, permit, wish.id);
  const finding = inspection.findings.find(({ fingerprint }) => fingerprint === wish.fingerprint);
  if (finding === undefined) {
    throw new GatewayError(
      'request-invalid',
      'No finding of this entry has that fingerprint; take it from its findings.',
    );
  }
  const { rule, detector, path, fingerprint } = finding;
  const report = {
    reportedAt: new Date().toISOString(),
    reviewer: permit.caller.subject,
    rule,
    detector,
    path,
    fingerprint,
    reason: checkedWords(review.guard, wish.reason),
  };
  await review.quarantine.report(permit, wish.id, report);
  return report;
}

const notForDecision = (): GatewayError =>
  new GatewayError('entry-not-open', 'This is what a redacted instance was before; it is kept, and never given out.');

const alreadyDecided = ({ decision }: ReviewDecision): GatewayError =>
  new GatewayError('entry-not-open', `This entry was ${decision} before; the first decision stands.`);
