import type { ByteSink } from './byte-window.ts';

const smallestBytes = 256;

/** Copies what passes by, up to a limit; it grows with what has come, not with what a length field promises. */
export class GrowingBuffer implements ByteSink {
  private readonly maxBytes: number;
  private room: Buffer = Buffer.alloc(0);
  private used = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  take(bytes: Buffer): void {
    const taken = Math.min(bytes.length, this.maxBytes - this.used);
    if (taken === 0) return;
    if (this.used + taken > this.room.length) this.grow(this.used + taken);
    bytes.copy(this.room, this.used, 0, taken);
    this.used += taken;
  }

  get bytes(): Buffer {
    return this.room.subarray(0, this.used);
  }

  private grow(atLeast: number): void {
    const grown = Buffer.allocUnsafe(Math.min(this.maxBytes, Math.max(smallestBytes, atLeast, 2 * this.used)));
    this.room.copy(grown, 0, 0, this.used);
    this.room = grown;
  }
}
