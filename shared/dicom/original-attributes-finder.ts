import { type ElementHeader, type Encoding, undefinedLength } from './element-header.ts';
import type { OriginalAttributesPlace } from './original-attributes.ts';

const originalAttributesSequence = 0x04000561;
const lengthFieldBytes = 4;

/** Notes in passing where (0400,0561) stands at the top level of a data set, or would stand. */
export class OriginalAttributesFinder {
  private found: ElementHeader | undefined;
  private foundAt = 0;
  private sequenceEnd: number | undefined;
  private firstAfter: number | undefined;

  /** Each element of the top level, at the place where its header begins. */
  pass(header: ElementHeader, position: number): void {
    if (header.tag > originalAttributesSequence) this.firstAfter ??= position;
    if (header.tag !== originalAttributesSequence) return;
    this.found = header;
    this.foundAt = position;
    if (header.length !== undefinedLength) this.sequenceEnd = position + header.byteLength + header.length;
  }

  /** The delimiter of a sequence of the top level. */
  passSequenceEnd(tag: number, position: number): void {
    if (tag === originalAttributesSequence) this.sequenceEnd = position;
  }

  /** Where the last element ends: zeros may follow. */
  passEnd(position: number): void {
    this.firstAfter ??= position;
  }

  place(encoding: Encoding): OriginalAttributesPlace {
    const { found, firstAfter = 0, sequenceEnd = firstAfter } = this;
    if (found === undefined) return { isThere: false, insertAt: firstAfter, encoding: plain(encoding) };
    const { length, byteLength, inside } = found;
    const isThere = { isThere: true, insertAt: sequenceEnd, encoding: plain(inside) };
    if (length === undefinedLength) return isThere;
    return { ...isThere, statedLength: { at: this.foundAt + byteLength - lengthFieldBytes, length } };
  }
}

/** An encoding is often a whole transfer syntax. */
const plain = ({ explicit, bigEndian }: Encoding): Encoding => ({ explicit, bigEndian });
