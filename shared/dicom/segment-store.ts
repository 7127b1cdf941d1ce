import type { CarriedSegment } from './instance-content.ts';
import type { CaptureLimits } from './reader-limits.ts';

/** The path is known only when the whole data set is. */
export type FoundSegment = Omit<CarriedSegment, 'path'>;

/** Keeps the segments of an instance, one of those that are equal: encoders write the same ones into every frame. */
export class SegmentStore {
  readonly limits: CaptureLimits;
  private readonly known = new Map<string, Set<string>>();
  private segmentsLeft: number;
  private bytesLeft: number;
  private markersLeft: number;

  constructor(limits: CaptureLimits) {
    this.limits = limits;
    this.segmentsLeft = limits.maxSegments;
    this.bytesLeft = limits.maxAllSegmentBytes;
    this.markersLeft = limits.maxMarkers;
  }

  /** `known`: nothing that was not kept before; `no-room`: it cannot be kept. */
  offer({ marker, bytes }: FoundSegment): 'new' | 'known' | 'no-room' {
    const known = this.knownOf(marker);
    const text = bytes.toString('latin1');
    if (known.has(text)) return 'known';
    if (this.segmentsLeft === 0 || bytes.length > this.bytesLeft) return 'no-room';
    this.segmentsLeft--;
    this.bytesLeft -= bytes.length;
    known.add(text);
    return 'new';
  }

  /** Asked for each marker and box: a file can hold one in every four bytes. */
  mayLookFurther(): boolean {
    return this.markersLeft-- > 0;
  }

  private knownOf(marker: string): Set<string> {
    const known = this.known.get(marker) ?? new Set();
    this.known.set(marker, known);
    return known;
  }
}
