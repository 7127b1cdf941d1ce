import type { AuditEvent } from '../audit/audit-event.ts';

/** Append-only memory of who did what. A reply leaves only after its event is durable: no record, no answer. */
export interface AuditTrail {
  /** Durable when it resolves; fails with `audit-unavailable`, and then the request must fail too. */
  record(event: AuditEvent): Promise<void>;
  close(): Promise<void>;
}
