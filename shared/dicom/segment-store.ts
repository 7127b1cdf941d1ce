import type { CarriedSegment } from './instance-content.ts';
import type { CaptureLimits } from './reader-limits.ts';

/** The path is known only when the whole data set is. */
export type FoundSegment = Omit<CarriedSegment, 'path'>;

/** Segments of one marker. */
interface KnownSegments {
  readonly texts: Set<string>;
  /** The last one of each length, which needs no text to be compared with. */
  readonly lastOfLength: Map<number, Buffer>;
}

/** Says which segments of an instance are kept: of equal ones only the first, since encoders write the same into every frame. */
export class SegmentStore {
  readonly limits: CaptureLimits;
  private readonly known = new Map<string, KnownSegments>();
  private segmentsLeft: number;
  private bytesLeft: number;
  private markersLeft: number;

  constructor(limits: CaptureLimits) {
    this.limits = limits;
    this.segmentsLeft = limits.maxSegments;
    this.bytesLeft = limits.maxAllSegmentBytes;
    this.markersLeft = limits.maxMarkers;
  }

  /** `known`: an equal one was kept before; `no-room`: it cannot be kept. A new one is copied. */
  offer(marker: string, bytes: Buffer): Buffer | 'known' | 'no-room' {
    const known = this.knownOf(marker);
    if (known.lastOfLength.get(bytes.length)?.equals(bytes)) return 'known';
    const text = bytes.toString('latin1');
    if (known.texts.has(text)) return 'known';
    if (this.segmentsLeft === 0 || bytes.length > this.bytesLeft) return 'no-room';
    return this.copy(bytes, text, known);
  }

  /** Asked for each marker and box: a file can hold one in every four bytes. */
  mayLookFurther(): boolean {
    return this.markersLeft-- > 0;
  }

  private knownOf(marker: string): KnownSegments {
    const known = this.known.get(marker) ?? { texts: new Set(), lastOfLength: new Map() };
    this.known.set(marker, known);
    return known;
  }

  private copy(bytes: Buffer, text: string, { texts, lastOfLength }: KnownSegments): Buffer {
    const copy = Buffer.from(bytes);
    this.segmentsLeft--;
    this.bytesLeft -= copy.length;
    texts.add(text);
    lastOfLength.set(copy.length, copy);
    return copy;
  }
}
