import type { GatewaySettings } from '../../shared/settings.ts';
import type { Reply } from './gateway-request.ts';

const exposed =
  'Accept-Ranges, Content-Disposition, Content-Location, Content-Range, ETag, Location, Warning, WWW-Authenticate, X-Request-Id';

/** WHATWG Fetch: only an origin of the settings' list may read our answers from a browser. */
export function corsHeaders(settings: GatewaySettings, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !isAllowed(settings, origin)) return { Vary: 'Origin' };
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': exposed, Vary: 'Origin' };
}

/** The preflight is the one question that needs no token: it tells which methods there are, and nothing else. */
export function preflightReply(
  settings: GatewaySettings,
  origin: string | undefined,
  methods: readonly string[],
): Reply {
  const common = corsHeaders(settings, origin);
  if (common['Access-Control-Allow-Origin'] === undefined) return { status: 204, headers: common };
  return {
    status: 204,
    headers: {
      ...common,
      'Access-Control-Allow-Methods': methods.join(', '),
      'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, If-None-Match, If-Range, Range',
      'Access-Control-Max-Age': '600',
    },
  };
}

function isAllowed(settings: GatewaySettings, origin: string): boolean {
  return origin === new URL(settings.publicBaseUrl).origin || settings.allowedOrigins.includes(origin);
}
