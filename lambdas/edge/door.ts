import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Caller } from '../../shared/access/caller.ts';
import type { Gateway } from '../../shared/gateway.ts';
import { addCommonHeaders } from './add-common-headers.ts';
import { answerFailures } from './answer-failures.ts';
import { answerHead } from './answer-head.ts';
import type { Visit } from './edge-step.ts';
import type { GatewayRequest, Reply } from './gateway-request.ts';
import { limitRequest } from './limit-request.ts';
import { logRequest } from './log-request.ts';
import { recordAccess } from './record-access.ts';
import { requireSignIn } from './require-sign-in.ts';

/** What a verb is once the edge has let a request through. */
export type VerbHandler = (gateway: Gateway, request: GatewayRequest, caller: Caller) => Promise<Reply>;

/** A door: a request in, an answer out, whatever happens behind it. */
export type Door = (request: GatewayRequest) => Promise<Reply>;

/** No step looks at the Lambda context: what AWS tells was put into the request before the door. */
const noContext = {} as Context;

/** The edge, the same for all verbs. Read down for the way in, up for the way out. */
export function door(gateway: Gateway, verb: VerbHandler): Door {
  const handler = middy<Visit, Reply, Error>()
    .use(logRequest(gateway))
    .use(addCommonHeaders(gateway))
    .use(answerFailures(gateway))
    .use(limitRequest)
    .use(requireSignIn(gateway))
    .use(recordAccess(gateway))
    .use(answerHead)
    .handler((visit: Visit) => verb(gateway, visit.request, callerOf(visit)));
  return (request) => handler({ request }, noContext) as Promise<Reply>;
}

/** A verb never runs without a caller; if a step was left out, this is the last line. */
function callerOf({ caller }: Visit): Caller {
  if (caller === undefined) throw new Error('the edge let a request through without a caller');
  return caller;
}
