import type { ByteSink } from './byte-window.ts';
import { carriesContent } from './content-rule.ts';
import type { ValueElement } from './data-element.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { OriginalAttributesFinder } from './original-attributes-finder.ts';
import type { CaptureLimits } from './reader-limits.ts';

const encapsulatedDocument = 0x00420011;

type PassingValue = Pick<ValueElement, 'tag' | 'representation' | 'offset' | 'length'>;

/** What a reader keeps besides the header so that `InstanceContent` can be told later: all that else only passes by. */
export class ContentCapture {
  readonly metaElements: ValueElement[] = [];
  readonly originalAttributes = new OriginalAttributesFinder();
  preamble: Buffer = Buffer.alloc(0);
  private readonly limits: CaptureLimits;
  private readonly values = new Map<number, GrowingBuffer>();
  private bytesLeft: number;

  constructor(limits: CaptureLimits) {
    this.limits = limits;
    this.bytesLeft = limits.maxCapturedBytes;
  }

  /** Where the bytes of a value that stays in the file go as they pass by. */
  sinkFor({ tag, representation, offset, length }: PassingValue): ByteSink | undefined {
    if (!carriesContent(tag, representation)) return undefined;
    const maxBytes = tag === encapsulatedDocument ? Number.POSITIVE_INFINITY : this.limits.maxCapturedValueBytes;
    const captured = new GrowingBuffer(Math.min(length, maxBytes, this.bytesLeft));
    this.bytesLeft -= Math.min(length, maxBytes, this.bytesLeft);
    this.values.set(offset, captured);
    return captured;
  }

  /** The value that lies there in the file, or its beginning. */
  valueAt(offset: number): Buffer {
    return this.values.get(offset)?.bytes ?? Buffer.alloc(0);
  }
}
