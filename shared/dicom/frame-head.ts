import { type ByteSink, ByteWindow } from './byte-window.ts';
import { type CodestreamMarkers, jpeg2000Markers, jpegMarkers } from './codestream-markers.ts';
import { GrowingBuffer } from './growing-buffer.ts';
import type { FoundSegment, SegmentStore } from './segment-store.ts';

export interface FoundSegments {
  /** Its bytes may be a view, valid only during the call. */
  keep(segment: FoundSegment): void;
  /** A segment is longer than what is kept of it, or nobody looks any further. */
  lose(): void;
}

interface OpenSegment {
  readonly marker: string;
  readonly fragment: number;
  readonly offset: number;
  readonly length: number;
  readonly captured: GrowingBuffer;
}

const fill = 0xff;
const startOfImage = 0xd8;
const signatureBoxBytes = 12;
const signatures: ReadonlySet<string> = new Set(['jP  ', 'JXL ']);
const superBoxes: ReadonlySet<string> = new Set(['asoc', 'uinf']);
const boxesWithText: ReadonlySet<string> = new Set(['xml ', 'uuid', 'Exif', 'lbl ', 'url ']);

/**
 * The head of one compressed frame as its bytes pass by: the marker segments of a JPEG, JPEG-LS or JPEG 2000 codestream,
 * or the boxes around one (ITU-T T.800 I). What is wrong is passed over as decoders do; it is never a reason to refuse.
 */
export class FrameHead implements ByteSink {
  private readonly store: SegmentStore;
  private readonly found: FoundSegments;
  private readonly window = new ByteWindow();
  /** Undefined between boxes. */
  private markers: CodestreamMarkers | undefined;
  private codestreamEnd = Number.POSITIVE_INFINITY;
  private isSigned = false;
  /** Only fill bytes have come: what follows them has to be SOI, or this is no frame. */
  private isInFill: boolean;
  private open: OpenSegment | undefined;
  private fragment = 0;
  private hasEnded = false;

  constructor(firstWord: number, store: SegmentStore, found: FoundSegments) {
    this.isInFill = isFilled(firstWord);
    this.markers = this.isInFill ? jpegMarkers : findMarkers(firstWord);
    this.store = store;
    this.found = found;
  }

  get isOver(): boolean {
    return this.hasEnded;
  }

  /** What comes next lies there. */
  moveTo(fragment: number, offset: number): void {
    this.fragment = fragment;
    this.codestreamEnd += this.window.moveNextTo(offset);
  }

  take(bytes: Buffer): void {
    if (this.hasEnded) return;
    this.window.push(bytes);
    while (!this.hasEnded && !this.window.isSkipping && this.step());
    this.window.own();
  }

  /** No more of this frame comes: what is there of a segment is all of it. */
  end(): void {
    if (this.open !== undefined) this.closeSegment(this.open);
    this.stop();
  }

  /** False when more bytes are needed. */
  private step(): boolean {
    if (this.open !== undefined) this.closeSegment(this.open);
    return this.markers === undefined ? this.readBox() : this.readMarker(this.markers);
  }

  private stop(): false {
    this.hasEnded = true;
    this.window.skip(this.window.length);
    return false;
  }

  private readMarker(markers: CodestreamMarkers): boolean {
    if (!this.skipToMarker()) return false;
    if (!this.store.mayLookFurther()) return this.giveUp();
    const marker = this.window.unsigned16(0, true) & 0xff;
    if (marker === fill) return this.pass(1);
    if (this.isInFill && marker !== startOfImage) return this.stop();
    this.isInFill = false;
    if (markers.isEnd(marker)) return this.leaveCodestream();
    if (marker === 0x00 || markers.isBare(marker)) return this.pass(2);
    return this.readSegment(markers.nameOf(marker));
  }

  /** Decoders look for the next marker past whatever should not be there. */
  private skipToMarker(): boolean {
    if (!this.window.has(2)) return false;
    const rest = this.window.peek(this.window.length);
    const at = rest.indexOf(0xff);
    this.window.skip(at === -1 ? rest.length : at);
    return this.window.has(2);
  }

  private giveUp(): false {
    this.found.lose();
    return this.stop();
  }

  private pass(count: number): true {
    this.window.skip(count);
    return true;
  }

  /** The length counts its own two bytes; less than that is no length, and no payload. */
  private readSegment(name: string | undefined): boolean {
    if (!this.window.has(4)) return false;
    const length = Math.max(this.window.unsigned16(2, true) - 2, 0);
    this.window.skip(4);
    return this.readPayload(name, length);
  }

  private readPayload(marker: string | undefined, length: number): true {
    if (marker === undefined || length === 0) return this.pass(length);
    if (length > this.store.limits.maxSegmentBytes || !this.window.has(length)) return this.openSegment(marker, length);
    const bytes = this.window.peek(length);
    this.found.keep({ fragment: this.fragment, marker, offset: this.window.position, length, bytes });
    return this.pass(length);
  }

  private openSegment(marker: string, length: number): true {
    const captured = new GrowingBuffer(Math.min(length, this.store.limits.maxSegmentBytes));
    this.open = { marker, fragment: this.fragment, offset: this.window.position, length, captured };
    this.window.skip(length, captured);
    return true;
  }

  private closeSegment({ marker, fragment, offset, length, captured }: OpenSegment): void {
    this.open = undefined;
    const { bytes } = captured;
    if (bytes.length < length && bytes.length === this.store.limits.maxSegmentBytes) this.found.lose();
    if (bytes.length > 0) {
      this.found.keep({ fragment, marker, offset, length: this.window.position - offset, bytes });
    }
  }

  private leaveCodestream(): boolean {
    const left = this.codestreamEnd - this.window.position;
    if (left < 0 || left === Number.POSITIVE_INFINITY) return this.stop();
    this.markers = undefined;
    return this.pass(left);
  }

  private readBox(): boolean {
    if (!this.window.has(8)) return false;
    const isLong = this.window.unsigned32(0, true) === 1;
    if (isLong && !this.window.has(16)) return false;
    return this.openBox(isLong ? 16 : 8, boxLength(this.window));
  }

  private openBox(headerBytes: number, boxBytes: number): boolean {
    const type = this.window.peek(8).toString('latin1', 4);
    if (!this.isSigned && !signatures.has(type)) return this.stop();
    this.isSigned = true;
    if (boxBytes < headerBytes) return this.stop();
    if (!this.store.mayLookFurther()) return this.giveUp();
    this.window.skip(headerBytes);
    return this.readBoxContent(type, boxBytes - headerBytes);
  }

  private readBoxContent(type: string, length: number): true {
    if (superBoxes.has(type)) return true;
    if (type !== 'jp2c') return this.readPayload(boxesWithText.has(type) ? type.trim() : undefined, length);
    this.markers = jpeg2000Markers;
    this.codestreamEnd = this.window.position + length;
    return true;
  }
}

/** SOI, also behind one or two fill bytes (ITU-T T.81 B.1.1.2), SOC, or the signature box of JPEG 2000 and JPEG XL. */
export function beginsFrameHead(firstWord: number): boolean {
  return firstWord === signatureBoxBytes || findMarkers(firstWord) !== undefined || isFillBeforeSoi(firstWord);
}

/** Nothing but fill bytes: SOI may follow, or any other marker of the frame that is being read. */
export const isFill = (firstWord: number): boolean => firstWord === 0xffffffff;

const isFillBeforeSoi = (firstWord: number): boolean => firstWord >>> 8 === 0xffffd8 || firstWord === 0xffffffd8;

const isFilled = (firstWord: number): boolean => firstWord >>> 16 === 0xffff;

function findMarkers(firstWord: number): CodestreamMarkers | undefined {
  if (firstWord >>> 16 === 0xffd8) return jpegMarkers;
  return firstWord >>> 16 === 0xff4f ? jpeg2000Markers : undefined;
}

/** ITU-T T.800 I.4: 0 reaches to the end of all, 1 says that 64 bits follow. */
function boxLength(window: ByteWindow): number {
  const length = window.unsigned32(0, true);
  if (length === 0) return Number.POSITIVE_INFINITY;
  return length === 1 ? Number(window.peek(16).readBigUInt64BE(8)) : length;
}
