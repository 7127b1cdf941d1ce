import type { ByteSink, ByteWindow } from './byte-window.ts';
import type { ContentCapture } from './content-capture.ts';
import { carriesContent } from './content-rule.ts';
import type { Fragment, FragmentsElement } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import { type ElementHeader, undefinedLength } from './element-header.ts';
import type { FrameHeadReader } from './frame-head-reader.ts';
import type { ReaderBudget } from './reader-budget.ts';
import { tags, tagToText } from './tags.ts';

const itemHeaderBytes = 8;
const wordBytes = 4;
const endless = Number.POSITIVE_INFINITY;

interface Bounds {
  readonly budget: ReaderBudget;
  readonly capture: ContentCapture | undefined;
}

/** Walks over encapsulated pixel data (PS3.5 A.4), keeping the offset table and the place of each fragment. */
export class FragmentReader {
  readonly kind = 'fragments';
  private readonly header: ElementHeader;
  private readonly offset: number;
  private readonly budget: ReaderBudget;
  private readonly fragments: Fragment[] = [];
  private offsetTable: Buffer | undefined;
  private isClosed = false;
  /** Fragments that are no picture are kept as they lie in the file, item headers included. */
  private readonly sink: ByteSink | undefined;
  private readonly frameHeads: FrameHeadReader | undefined;

  constructor(header: ElementHeader, offset: number, { budget, capture }: Bounds) {
    this.header = header;
    this.offset = offset;
    this.budget = budget;
    if (carriesContent(header.tag, header.representation, endless)) {
      this.sink = capture?.sinkFor({ ...header, offset, length: endless });
    } else this.frameHeads = capture?.frameHeadsFor(offset);
  }

  /** The whole element, once its sequence delimiter has come. */
  get element(): FragmentsElement | undefined {
    if (!this.isClosed) return undefined;
    const { offset, fragments, offsetTable = Buffer.alloc(0) } = this;
    const { tag, representation } = this.header;
    return { kind: 'fragments', tag, representation, offset, offsetTable, fragments };
  }

  /** False when more bytes are needed. Encapsulated pixel data are little endian, whatever else is. */
  step(window: ByteWindow): boolean {
    if (!window.has(itemHeaderBytes)) return false;
    const tag = window.tag(0, false);
    const length = window.unsigned32(wordBytes, false);
    if (tag === tags.sequenceDelimitation) return this.close(window);
    if (tag !== tags.item || length === undefinedLength) {
      throw new DicomError(
        'pixel-data-inconsistent',
        `${tagToText(this.header.tag)} holds something that is no fragment`,
      );
    }
    return this.offsetTable === undefined ? this.readOffsetTable(window, length) : this.addFragment(window, length);
  }

  private close(window: ByteWindow): true {
    this.frameHeads?.close();
    window.skip(itemHeaderBytes);
    this.isClosed = true;
    return true;
  }

  private readOffsetTable(window: ByteWindow, length: number): boolean {
    const { tag, representation } = this.header;
    if (length > this.budget.limits.maxFragments * wordBytes) {
      throw new DicomError('pixel-data-inconsistent', 'the Basic Offset Table is longer than an offset table may be');
    }
    this.budget.checkRoom(tag, representation, length);
    if (!window.has(itemHeaderBytes + length)) return false;
    this.budget.countKept(representation, length);
    window.skip(itemHeaderBytes, this.sink);
    this.offsetTable = window.take(length);
    this.sink?.take(this.offsetTable);
    return true;
  }

  private addFragment(window: ByteWindow, length: number): boolean {
    const peeked = Math.min(length, wordBytes);
    if (!window.has(itemHeaderBytes + peeked)) return false;
    this.budget.countFragment();
    window.skip(itemHeaderBytes, this.sink);
    const firstWord = peeked === wordBytes ? window.unsigned32(0, true) : 0;
    const fragment = { offset: window.position, length, firstWord };
    this.fragments.push(fragment);
    window.skip(length, this.sink ?? this.frameHeads?.sinkFor(fragment));
    return true;
  }
}
