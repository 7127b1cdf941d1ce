import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { HuffmanTable } from './jpeg-huffman.ts';

/** ISO/IEC 10918-1 F.2.2.5: the bits of a scan; a marker ends them, and what is read past it is a frame that was cut off. */
export class JpegBitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #bits = 0;
  #count = 0;
  #padding = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  symbol(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const entry = table[(this.#bits >>> (this.#count - 16)) & 0xffff] as number;
    if (entry === 0) throw pixelsNotDecodable('a JPEG code is none of its table');
    this.#drop(entry & 0xff);
    return entry >> 8;
  }

  /** F.2.2.1: RECEIVE and EXTEND, of at most 16 bits. */
  difference(size: number): number {
    if (size === 0) return 0;
    if (this.#count < size) this.#fill();
    const value = (this.#bits >>> (this.#count - size)) & (2 ** size - 1);
    this.#drop(size);
    return value < 2 ** (size - 1) ? value - 2 ** size + 1 : value;
  }

  /** E.2.4: bits that are left over are of no use; then comes the marker RSTn. */
  passRestart(): void {
    const isThere = this.#bytes[this.#at] === 0xff && ((this.#bytes[this.#at + 1] ?? 0) & 0xf8) === 0xd0;
    if (!isThere || this.#count - this.#padding >= 8) throw pixelsNotDecodable('a JPEG restart marker is missing');
    this.#at += 2;
    this.#bits = this.#count = this.#padding = 0;
  }

  /** Never more than 24 bits are held before a byte is added, so that they fit into 32. */
  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.#bytes[this.#at];
      const isMarker = byte === 0xff && this.#bytes[this.#at + 1] !== 0;
      if (byte === undefined || isMarker) this.#padding += 8;
      else this.#at += byte === 0xff ? 2 : 1;
      this.#bits = (this.#bits << 8) | (byte === undefined || isMarker ? 0 : byte);
      this.#count += 8;
    }
  }

  #drop(count: number): void {
    this.#count -= count;
    if (this.#count < this.#padding) throw pixelsNotDecodable('its JPEG scan ends before its last pixel');
  }
}
