import type { ByteSink } from './byte-window.ts';
import type { Fragment } from './data-element.ts';
import { beginsFrameHead, FrameHead, isFill } from './frame-head.ts';
import type { FoundSegment, SegmentStore } from './segment-store.ts';

/**
 * Finds what compressed frames carry besides their picture as their fragments pass by. Only the head of a frame is looked
 * at, and it is known by its first bytes: the transfer syntax may lie.
 */
export class FrameHeadReader {
  readonly segments: FoundSegment[] = [];
  private readonly store: SegmentStore;
  private head: FrameHead | undefined;
  private fragmentsSeen = 0;
  private hasLoss = false;

  constructor(store: SegmentStore) {
    this.store = store;
  }

  /** There is more in these frames than was kept. */
  get isCut(): boolean {
    return this.hasLoss;
  }

  /** A head may run over several fragments, since a decoder reads a frame's fragments as one. */
  sinkFor({ offset, firstWord }: Fragment): ByteSink | undefined {
    this.fragmentsSeen++;
    if (beginsFrameHead(firstWord) || (isFill(firstWord) && !this.isReading)) this.begin(firstWord);
    if (this.head === undefined || this.head.isOver) return undefined;
    this.head.moveTo(this.fragmentsSeen, offset);
    return this.head;
  }

  close(): void {
    this.head?.end();
    this.head = undefined;
  }

  private get isReading(): boolean {
    return this.head !== undefined && !this.head.isOver;
  }

  private begin(firstWord: number): void {
    this.close();
    this.head = new FrameHead(firstWord, this.store, {
      keep: (segment) => this.keep(segment),
      lose: () => this.lose(),
    });
  }

  private keep(segment: FoundSegment): void {
    const bytes = this.store.offer(segment.marker, segment.bytes);
    if (bytes === 'no-room') this.lose();
    else if (bytes !== 'known') this.segments.push({ ...segment, bytes });
  }

  private lose(): void {
    this.hasLoss = true;
  }
}
