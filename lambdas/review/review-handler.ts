import { z } from 'zod';
import { authorize } from '../../shared/access/authorize.ts';
import { isUid } from '../../shared/dicom/uid.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { entryDocument, entrySummary, suggestedException } from '../../shared/review/entry-document.ts';
import { decideEntry, findEntry, refuseWhereTaken, reportFalsePositive } from '../../shared/review/review-entries.ts';
import { type Door, door, type VerbHandler } from '../edge/door.ts';
import { faultText } from '../edge/fault-text.ts';
import type { GatewayRequest, Reply } from '../edge/gateway-request.ts';
import { readJsonBody } from '../edge/read-json-body.ts';
import { type RequestedAct, reviewActOf } from '../routes.ts';
import { releaseReply } from './release-reply.ts';
import { jsonReply, type ReviewRequest, subjectOf } from './review-request.ts';

export const reviewDoor = (gateway: Gateway): Door => door(gateway, review);

/** Our own resources (CONFORMANCE.md): what the guard holds, for people with the scope `dicom/dlp.review` and nobody else. */
const review: VerbHandler = async (gateway, request, caller) => {
  const permit = authorize(caller, 'dlp.review');
  const act = reviewActOf(request.route);
  if (act === undefined) throw new Error('a route leads to the review that is none of its acts');
  return acts[act]({ gateway, request, permit });
};

const acts: Readonly<Record<RequestedAct, (asked: ReviewRequest) => Promise<Reply>>> = {
  list: listEntries,
  inspect: inspectEntry,
  release: releaseEntry,
  reject: rejectEntry,
  'report-false-positive': reportEntry,
};

const maxListed = 1_000;

const listParameters = z.strictObject({
  kind: z.enum(['held', 'pristine']).optional(),
  state: z.enum(['open', 'released', 'rejected']).optional(),
  study: z.string().refine(isUid, 'must be a UID').optional(),
  limit: z.coerce.number().int().min(1).max(maxListed).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

function listWish(query: string): z.output<typeof listParameters> {
  const given = [...new URLSearchParams(query)];
  const named = new Map(given);
  if (named.size < given.length) throw new GatewayError('query-invalid', 'A parameter is given twice.');
  const parameters = listParameters.safeParse(Object.fromEntries(named));
  if (!parameters.success) throw new GatewayError('query-invalid', `The query: ${faultText(parameters.error)}`);
  return parameters.data;
}

async function listEntries({ gateway, request, permit }: ReviewRequest): Promise<Reply> {
  const { kind, state, study, limit, offset } = listWish(request.query);
  const { entries, total } = await gateway.quarantine.list(permit, {
    limit,
    offset,
    ...(kind && { kind }),
    ...(state && { state }),
    ...(study && { studyUid: study }),
  });
  const subject = { outcome: 'success', review: 'list', count: entries.length } as const;
  return jsonReply({ total, entries: entries.map(entrySummary) }, [subject]);
}

async function inspectEntry({ gateway, request, permit }: ReviewRequest): Promise<Reply> {
  const entry = await findEntry(gateway, permit, entryId(request));
  return jsonReply(entryDocument(entry), [subjectOf(entry, 'inspect')]);
}

const justification = z.strictObject({ justification: z.string().trim().min(10).max(1_000) });

async function releaseEntry(asked: ReviewRequest): Promise<Reply> {
  const { gateway, request, permit } = asked;
  const words = await readJsonBody(request, justification);
  const id = entryId(request);
  await refuseWhereTaken(gateway, permit, await findEntry(gateway, permit, id));
  return releaseReply(asked, await decideEntry(gateway, permit, { id, decision: 'released', ...words }));
}

async function rejectEntry({ gateway, request, permit }: ReviewRequest): Promise<Reply> {
  const words = await readJsonBody(request, justification);
  const entry = await decideEntry(gateway, permit, { id: entryId(request), decision: 'rejected', ...words });
  return jsonReply(entryDocument(entry), [subjectOf(entry, 'reject')]);
}

const falsePositive = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'),
  reason: z.string().trim().min(10).max(1_000),
});

async function reportEntry({ gateway, request, permit }: ReviewRequest): Promise<Reply> {
  const wish = await readJsonBody(request, falsePositive);
  const id = entryId(request);
  const report = await reportFalsePositive(gateway, permit, { id, ...wish });
  const entry = await findEntry(gateway, permit, id);
  return jsonReply({ report, forThePolicy: suggestedException(report) }, [subjectOf(entry, 'report-false-positive')]);
}

/** Anything else is no id of ours, so there is no such entry; it goes into no path and no key. */
function entryId({ pathParameters: { entry = '' } }: GatewayRequest): string {
  if (/^[0-9a-f]{64}$/.test(entry)) return entry;
  throw new GatewayError('quarantine-entry-not-found', 'Nothing is held under this id.');
}
