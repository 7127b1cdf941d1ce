import type { Gateway } from '../../shared/gateway.ts';
import type { GatewaySettings } from '../../shared/settings.ts';
import { corsHeaders } from './cors.ts';
import type { EdgeStep } from './edge-step.ts';
import type { Reply } from './gateway-request.ts';

/** What every answer carries: images and names stay out of caches, unless it says how one may keep it, and browsers guess nothing. */
const always = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

export const addCommonHeaders = (gateway: Gateway): EdgeStep => {
  const dress: NonNullable<EdgeStep['after']> = (step) => {
    if (step.response === null || step.response === undefined) return;
    const { id, headers } = step.event.request;
    step.response = withCommonHeaders(step.response, gateway.settings, { id, origin: headers.origin });
  };
  return { after: dress, onError: dress };
};

/** For the host too: what it refuses before any door is open is an answer like every other. */
export function withCommonHeaders(
  reply: Reply,
  settings: GatewaySettings,
  { id, origin }: { readonly id: string; readonly origin: string | undefined },
): Reply {
  const cors = corsHeaders(settings, origin);
  const Vary = [reply.headers.Vary, cors.Vary].filter((name) => name !== undefined).join(', ');
  return { ...reply, headers: { ...always, 'X-Request-Id': id, ...cors, ...reply.headers, Vary } };
}
