/** An answer as every host can send it, and how many instances, frames or values are in it. */
export interface Retrieved {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  /** Begins to read; for a HEAD, and for a client that has it all already, nobody calls it. */
  readonly open: () => Promise<Uint8Array | AsyncIterable<Uint8Array>>;
  readonly count: number;
}
