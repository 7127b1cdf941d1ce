import type { ByteSink } from './byte-window.ts';
import { carriesContent } from './content-rule.ts';
import type { ValueElement } from './data-element.ts';
import { FrameHeadReader } from './frame-head-reader.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import { OriginalAttributesFinder } from './original-attributes-finder.ts';
import type { CaptureLimits } from './reader-limits.ts';
import { SegmentStore } from './segment-store.ts';

const encapsulatedDocument = 0x00420011;
const nothing = Buffer.alloc(0);

type PassingValue = Pick<ValueElement, 'tag' | 'representation' | 'offset' | 'length'>;

/** What a reader keeps besides the header so that `InstanceContent` can be told later: all that else only passes by. */
export class ContentCapture {
  readonly metaElements: ValueElement[] = [];
  readonly originalAttributes = new OriginalAttributesFinder();
  preamble: Buffer = nothing;
  private readonly limits: CaptureLimits;
  private readonly store: SegmentStore;
  /** By their place in the file, which no two values share. */
  private readonly values = new Map<number, GrowingBuffer>();
  private readonly frameHeads = new Map<number, FrameHeadReader>();
  private bytesLeft: number;
  private last: GrowingBuffer | undefined;

  constructor(limits: CaptureLimits) {
    this.limits = limits;
    this.store = new SegmentStore(limits);
    this.bytesLeft = limits.maxCapturedBytes;
  }

  /** Where the bytes of a value that stays in the file go as they pass by; its length may be unknown, and infinite. */
  sinkFor({ tag, representation, offset, length }: PassingValue): ByteSink | undefined {
    if (length === 0 || !carriesContent(tag, representation, length)) return undefined;
    this.bytesLeft -= this.last?.bytes.length ?? 0;
    const mostBytes = tag === encapsulatedDocument ? Number.POSITIVE_INFINITY : this.limits.maxCapturedValueBytes;
    this.last = new GrowingBuffer(Math.min(length, mostBytes, this.bytesLeft));
    this.values.set(offset, this.last);
    return this.last;
  }

  /** For pixel data in fragments, by the place of the first one. */
  frameHeadsFor(offset: number): FrameHeadReader {
    const reader = new FrameHeadReader(this.store);
    this.frameHeads.set(offset, reader);
    return reader;
  }

  /** The value that lies there in the file, or its beginning. */
  valueAt(offset: number): Buffer {
    return this.values.get(offset)?.bytes ?? nothing;
  }

  frameHeadsAt(offset: number): FrameHeadReader | undefined {
    return this.frameHeads.get(offset);
  }
}
