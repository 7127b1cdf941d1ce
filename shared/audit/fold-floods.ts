import type { AuditTrail } from '../ports/audit-trail.ts';
import type { AuditEvent } from './audit-event.ts';
import { floodKey, foldedEvent } from './flood-key.ts';

export interface FoldOptions {
  readonly windowMs?: number;
  readonly maxOpenWindows?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Hears how many accesses were not counted in the trail because it refused their folded record. */
  readonly countLost?: (count: number) => void;
}

interface Window {
  readonly first: AuditEvent;
  readonly opensAtMs: number;
  /** The first access, on its way to stable storage: nobody in the window is answered before it is there. */
  readonly recorded: Promise<void>;
  readonly timer: NodeJS.Timeout;
  laterAccesses: number;
}

const fiveMinutesMs = 5 * 60 * 1_000;
const defaultMaxOpenWindows = 10_000;

/**
 * A viewer asks for a thousand frames of a study: one record says so, and one more, when five minutes are over, how many
 * they were. A crash loses at most that count, never the fact that there was an access.
 */
export function foldFloods(trail: AuditTrail, options: FoldOptions = {}): AuditTrail {
  const folding = new FloodFolding(trail, options);
  return { record: (event) => folding.record(event), close: () => folding.close() };
}

class FloodFolding {
  readonly #trail: AuditTrail;
  readonly #windowMs: number;
  readonly #maxOpenWindows: number;
  readonly #now: () => number;
  readonly #countLost: (count: number) => void;
  /** In the order of their opening, so that the first is the oldest. */
  readonly #windows = new Map<string, Window>();

  constructor(trail: AuditTrail, options: FoldOptions) {
    this.#trail = trail;
    this.#windowMs = options.windowMs ?? fiveMinutesMs;
    this.#maxOpenWindows = options.maxOpenWindows ?? defaultMaxOpenWindows;
    this.#now = options.now ?? Date.now;
    this.#countLost = options.countLost ?? (() => undefined);
  }

  async record(event: AuditEvent): Promise<void> {
    const key = floodKey(event);
    if (key === undefined) return this.#trail.record(event);
    const open = this.#windows.get(key);
    if (open === undefined) return this.#openWindow(key, event);
    if (this.#now() - open.opensAtMs >= this.#windowMs) {
      await this.#closeWindow(key, open);
      return this.record(event);
    }
    open.laterAccesses += 1;
    return open.recorded;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#windows].map(([key, window]) => this.#closeWindow(key, window)));
    await this.#trail.close();
  }

  async #openWindow(key: string, first: AuditEvent): Promise<void> {
    const evicted = this.#closeOldestWhenFull();
    const recorded = this.#trail.record(first);
    const timer = setTimeout(() => void this.#closeWindow(key, window), this.#windowMs).unref();
    const window: Window = { first, opensAtMs: this.#now(), recorded, timer, laterAccesses: 0 };
    this.#windows.set(key, window);
    try {
      await recorded;
    } catch (error) {
      this.#forget(key, window);
      throw error;
    }
    await evicted;
  }

  async #closeOldestWhenFull(): Promise<void> {
    if (this.#windows.size < this.#maxOpenWindows) return;
    for (const [key, window] of this.#windows) return this.#closeWindow(key, window);
  }

  /** Never fails: the accesses in it were answered long ago, and the trail refuses the next one by itself. */
  async #closeWindow(key: string, window: Window): Promise<void> {
    if (!this.#forget(key, window)) return;
    const { first, recorded, laterAccesses } = window;
    try {
      await recorded;
      if (laterAccesses > 0) await this.#trail.record(foldedEvent(first, laterAccesses));
    } catch {
      this.#countLost(laterAccesses);
    }
  }

  /** False when it was closed before. */
  #forget(key: string, window: Window): boolean {
    if (this.#windows.get(key) !== window) return false;
    clearTimeout(window.timer);
    return this.#windows.delete(key);
  }
}
