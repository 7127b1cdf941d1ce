import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';
import { findFormBody } from './form-body.ts';
import { contentSecurityPolicy, messageHtml, sendHtml } from './page.ts';
import type { SignInAttempt, SignInVerdict } from './password-gate.ts';
import { addressOf, type RecordAudit, signInEvent } from './sign-in-audit.ts';
import { signInHtml } from './sign-in-form.ts';

export interface SignInParts {
  readonly provider: Provider;
  readonly issuer: string;
  readonly judge: (attempt: SignInAttempt) => Promise<SignInVerdict>;
  readonly audit: RecordAudit;
}

type Details = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The sign-in page: GET shows it, POST judges the password; `uid` names the sign-in that the cookie must hold too. */
export async function signIn(
  parts: SignInParts,
  req: IncomingMessage,
  res: ServerResponse,
  uid: string,
): Promise<void> {
  const details = await findDetails(parts.provider, req, res);
  if (details?.uid !== uid) return sendHtml(res, 400, expired);
  allowReturn(res, details);
  if (req.method === 'GET') return sendHtml(res, 200, signInHtml({ action: actionOf(parts, uid), name: '' }));
  if (req.method !== 'POST') return sendHtml(res, 405, messageHtml('Not like this', 'Open the page in a browser.'));
  const form = isFromElsewhere(parts, req) ? undefined : await findFormBody(req);
  if (form === undefined) return sendHtml(res, 400, messageHtml('Not our form', 'Go back, reload and sign in again.'));
  await judgeForm(parts, { req, res, details, form });
}

const expired = messageHtml(
  'This sign-in has expired',
  'Go back to the program that sent you here and begin again; allow cookies for this address.',
);

async function findDetails(provider: Provider, req: IncomingMessage, res: ServerResponse) {
  try {
    return await provider.interactionDetails(req, res);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/** Browsers hold the redirect after a form to `form-action` too; the client's address was checked before. */
function allowReturn(res: ServerResponse, { params }: Details): void {
  const { origin } = new URL(String(params.redirect_uri));
  res.setHeader('Content-Security-Policy', contentSecurityPolicy([origin]));
}

function actionOf({ issuer }: SignInParts, uid: string): string {
  return `${new URL(issuer).pathname}/sign-in/${uid}`;
}

/** The cookie is SameSite=Lax already; a browser that says the form came from another site is refused besides. */
function isFromElsewhere({ issuer }: SignInParts, { headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && headers.origin !== new URL(issuer).origin;
}

interface Submitted {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly details: Details;
  readonly form: URLSearchParams;
}

async function judgeForm(parts: SignInParts, { req, res, details, form }: Submitted): Promise<void> {
  const name = (form.get('name') ?? '').trim().slice(0, 128);
  const password = (form.get('password') ?? '').slice(0, 256);
  const verdict = await parts.judge({ name, password, address: addressOf(req) });
  if (verdict.kind === 'accepted') {
    await parts.audit(passwordEvent(req, details, { outcome: 'success', subject: verdict.user.id }));
    const login = { accountId: verdict.user.id, remember: false };
    return parts.provider.interactionFinished(req, res, { login }, { mergeWithLastSubmission: false });
  }
  await parts.audit(passwordEvent(req, details, { outcome: 'failure', subject: 'anonymous' }));
  const { status, complaint } = answerTo(verdict);
  if (verdict.kind === 'wait') res.setHeader('Retry-After', String(verdict.seconds));
  sendHtml(res, status, signInHtml({ action: actionOf(parts, details.uid), name, complaint }));
}

/** A right password too: who only tries whether one is right never comes for the token. */
function passwordEvent(req: IncomingMessage, { params }: Details, judged: Pick<AuditEvent, 'outcome' | 'subject'>) {
  const clientId = String(params.client_id);
  return signInEvent(req, { ...judged, clientId, route: 'POST /oidc/sign-in/{uid}' });
}

function answerTo(verdict: Exclude<SignInVerdict, { kind: 'accepted' }>): { status: number; complaint: string } {
  switch (verdict.kind) {
    case 'refused':
      return { status: 401, complaint: 'User name and password do not match. Check both and try again.' };
    case 'wait':
      return { status: 429, complaint: `Too many tries. Wait ${verdict.seconds} seconds, then try again.` };
    case 'busy':
      return { status: 503, complaint: 'Many people are signing in just now. Try again in a few seconds.' };
  }
}
