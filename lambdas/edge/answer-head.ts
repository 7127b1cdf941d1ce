import { closeBody } from './close-body.ts';
import type { EdgeStep } from './edge-step.ts';

/** RFC 9110 9.3.2: the answer of the GET without its body; a verb that knows how does not even open it. */
export const answerHead: EdgeStep = {
  after: async (step) => {
    const reply = step.response;
    if (step.event.request.route.method !== 'HEAD' || reply?.body === undefined) return;
    const { body, ...rest } = reply;
    await closeBody(body);
    step.response = { ...rest, headers: { ...lengthOf(body), ...reply.headers } };
  },
};

function lengthOf(body: unknown): Record<string, string> {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array;
  return isWhole ? { 'Content-Length': String(Buffer.byteLength(body)) } : {};
}
