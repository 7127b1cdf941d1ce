import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { AuditEvent } from '../../shared/audit/audit-event.ts';

export type RecordAudit = (event: AuditEvent) => Promise<void>;

/** A sign-in as the trail keeps it: opaque identifiers and the address, never a name that somebody typed. */
export function signInEvent(
  req: IncomingMessage,
  event: Pick<AuditEvent, 'outcome' | 'subject' | 'clientId' | 'route'>,
): AuditEvent {
  return { ...event, action: 'sign-in', requestId: randomUUID(), remoteAddress: addressOf(req) };
}

export function addressOf(req: IncomingMessage): string {
  return req.socket.remoteAddress ?? 'unknown';
}

/**
 * No record, no token: the answer of the token endpoint waits for the trail, and fails when the trail does. A refresh goes
 * on with a sign-in that was recorded; one that is refused may be a stolen token.
 */
export function auditTokens(provider: Provider, audit: RecordAudit): void {
  provider.use(async (ctx, next) => {
    await next();
    const oidc: KoaContextWithOIDC['oidc'] | undefined = ctx.oidc;
    if (oidc?.route !== 'token') return;
    if (oidc.params?.grant_type === 'refresh_token' && ctx.status === 200) return;
    try {
      await audit(tokenEvent(ctx.req, oidc, ctx.status));
    } catch {
      ctx.status = 503;
      ctx.body = {
        error: 'temporarily_unavailable',
        error_description: 'the audit trail cannot be written; try later',
      };
    }
  });
}

function tokenEvent(req: IncomingMessage, oidc: KoaContextWithOIDC['oidc'], status: number): AuditEvent {
  const route = 'POST /oidc/token';
  const clientId = oidc.client?.clientId ?? 'unknown';
  if (status !== 200) return signInEvent(req, { outcome: 'failure', subject: 'anonymous', clientId, route });
  const subject = oidc.entities.AccessToken?.accountId ?? clientId;
  return signInEvent(req, { outcome: 'success', subject, clientId, route });
}
