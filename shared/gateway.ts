import type { Caller } from './access/caller.ts';
import type { Guard } from './guard/guard.ts';
import type { Log } from './log.ts';
import type { PixelWorkers } from './pixels/pixel-workers.ts';
import type { AuditTrail } from './ports/audit-trail.ts';
import type { ImageArchive } from './ports/image-archive.ts';
import type { Quarantine } from './ports/quarantine.ts';
import type { StudyIndex } from './ports/study-index.ts';
import type { GatewaySettings } from './settings.ts';

/** All that a verb may use, made once by a host and handed down; hosts differ in the adapters they put here. */
export interface Gateway {
  readonly settings: GatewaySettings;
  readonly archive: ImageArchive;
  readonly index: StudyIndex;
  /** Whose rules every instance is held against before it is kept. */
  readonly guard: Guard;
  readonly quarantine: Quarantine;
  readonly audit: AuditTrail;
  /** Threads that decode and encode frames. */
  readonly pixels: PixelWorkers;
  /** From a bearer token to its caller; fails with `token-invalid`. */
  readonly verifyToken: (token: string) => Promise<Caller>;
  readonly log: Log;
}
