/** The memory that sealed drafts may hold together; whoever does not fit goes to S3 before it is kept. */
export class HeldBytes {
  #free: number;

  constructor(limitBytes: number) {
    this.#free = limitBytes;
  }

  take(byteLength: number): boolean {
    if (byteLength > this.#free) return false;
    this.#free -= byteLength;
    return true;
  }

  give(byteLength: number): void {
    this.#free += byteLength;
  }
}
