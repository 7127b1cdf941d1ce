import { type FailureCode, GatewayError } from '../errors.ts';
import type { PixelJobInput, PixelJobKind } from './pixel-jobs.ts';

/** One job as it goes to a worker. */
export interface PixelRequest {
  readonly kind: PixelJobKind;
  readonly input: PixelJobInput<PixelJobKind>;
}

/** What comes back; a failure that the caller may hear about keeps its code, which cloning an error would lose. */
export type PixelReply =
  | { readonly kind: 'done'; readonly output: object }
  | { readonly kind: 'refused'; readonly code: FailureCode; readonly message: string }
  | { readonly kind: 'failed'; readonly error: unknown };

export function replyOfFailure(error: unknown): PixelReply {
  if (error instanceof GatewayError) return { kind: 'refused', code: error.code, message: error.message };
  return { kind: 'failed', error };
}
