import type { Gateway } from '../../shared/gateway.ts';
import { corsHeaders } from './cors.ts';
import type { EdgeStep } from './edge-step.ts';

/** What every answer carries: images and names stay out of shared caches, and browsers guess nothing. */
const always = {
  'Cache-Control': 'private, no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
};

export const addCommonHeaders = (gateway: Gateway): EdgeStep => {
  const dress: NonNullable<EdgeStep['after']> = (step) => {
    if (step.response === null || step.response === undefined) return;
    const { id, headers: sent } = step.event.request;
    const headers = { ...always, 'X-Request-Id': id, ...corsHeaders(gateway.settings, sent.origin) };
    step.response = { ...step.response, headers: { ...headers, ...step.response.headers } };
  };
  return { after: dress, onError: dress };
};
