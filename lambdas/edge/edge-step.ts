import type { MiddlewareObj } from '@middy/core';
import type { Caller } from '../../shared/access/caller.ts';
import type { GatewayRequest, Reply } from './gateway-request.ts';

/** A request on its way through the edge; `caller` is what the sign-in step leaves behind for the steps after it. */
export interface Visit {
  readonly request: GatewayRequest;
  caller?: Caller;
}

/** One step of the edge, in middy's form. */
export type EdgeStep = MiddlewareObj<Visit, Reply, Error>;
