import { isBulkValue } from './bulk-rule.ts';
import type { ByteWindow } from './byte-window.ts';
import type { ContentCapture } from './content-capture.ts';
import type { DataElement, DataSet } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import { type ElementHeader, type Encoding, findElementHeader, undefinedLength } from './element-header.ts';
import { FragmentReader } from './fragment-reader.ts';
import { implicitVr } from './implicit-vr.ts';
import type { ReaderBudget } from './reader-budget.ts';
import { tags, tagToText } from './tags.ts';

interface OpenDataSet {
  readonly kind: 'data-set';
  readonly dataSet: DataSet;
  readonly encoding: Encoding;
  readonly end: number;
  /** Whether Pixel Representation has said that pixel values are signed; `undefined` before it has come. */
  isSigned: boolean | undefined;
}

interface OpenSequence {
  readonly kind: 'sequence';
  readonly tag: number;
  readonly items: DataSet[];
  readonly encoding: Encoding;
  readonly end: number;
}

type Open = OpenDataSet | OpenSequence | FragmentReader;

const endless = Number.POSITIVE_INFINITY;
const itemHeaderBytes = 8;

/**
 * Reads elements as their bytes come. What is open (data set, sequence, item, pixel data) stands on a stack of its own, so
 * that nesting costs no call stack, and every step looks at a handful of bytes once.
 */
export class DataSetReader {
  readonly dataSet: DataSet;
  private readonly budget: ReaderBudget;
  private readonly capture: ContentCapture | undefined;
  private readonly stack: Open[];
  private isPadding = false;
  private readonly vrOf = (tag: number): string => implicitVr(tag, () => this.isSigned());

  constructor(encoding: Encoding, budget: ReaderBudget, capture?: ContentCapture) {
    this.budget = budget;
    this.capture = capture;
    this.dataSet = { elements: [], bigEndian: encoding.bigEndian };
    this.stack = [this.openDataSet(this.dataSet, encoding, endless)];
  }

  consume(window: ByteWindow): void {
    while (!window.isSkipping && this.step(window));
  }

  /** PS3.10 knows no end mark: the file is whole when nothing is open, due or left over. */
  finish(window: ByteWindow): void {
    if (this.stack.length > 1) throw new DicomError('truncated', 'the file ends inside a sequence');
    if (window.isSkipping) throw new DicomError('truncated', 'the file ends inside a value');
    if (window.length > 0 && !isZero(window.peek(window.length))) {
      throw new DicomError('truncated', 'the file ends inside an element');
    }
    this.capture?.originalAttributes.passEnd(window.position);
  }

  private get depth(): number {
    return (this.stack.length - 1) / 2;
  }

  private get top(): Open {
    return this.stack[this.stack.length - 1] as Open;
  }

  private openDataSet(dataSet: DataSet, encoding: Encoding, end: number): OpenDataSet {
    return { kind: 'data-set', dataSet, encoding, end, isSigned: undefined };
  }

  /** The innermost Pixel Representation holds. */
  private isSigned(): boolean {
    const found = this.stack.findLast((open) => open.kind === 'data-set' && open.isSigned !== undefined);
    return found?.kind === 'data-set' && found.isSigned === true;
  }

  /** False when more bytes are needed. */
  private step(window: ByteWindow): boolean {
    const top = this.top;
    if (top.kind === 'fragments') return this.readFragment(window, top);
    if (window.position === top.end) return this.close();
    return top.kind === 'sequence' ? this.readItem(window, top) : this.readElement(window, top);
  }

  private close(): true {
    this.stack.pop();
    return true;
  }

  private readElement(window: ByteWindow, top: OpenDataSet): boolean {
    if (this.isPadding) return this.readPadding(window);
    if (!window.has(itemHeaderBytes)) return false;
    const tag = window.tag(0, top.encoding.bigEndian);
    if (tag >>> 16 === 0xfffe) return this.readItemEnd(window, top, tag);
    if (tag === 0 && this.stack.length === 1) return this.readPadding(window);
    const header = findElementHeader(window, top.encoding, this.vrOf);
    if (header === undefined) return false;
    checkTag(tag);
    if (this.stack.length === 1) this.capture?.originalAttributes.pass(header, window.position);
    return this.readValue(window, top, header);
  }

  /** Zeros after the data set are a habit of media and modalities; anything else there is refused. */
  private readPadding(window: ByteWindow): boolean {
    if (!this.isPadding) this.capture?.originalAttributes.passEnd(window.position);
    this.isPadding = true;
    const rest = window.peek(window.length);
    if (!isZero(rest)) throw new DicomError('trailing-bytes', 'bytes other than zeros follow the data set');
    window.skip(rest.length);
    return false;
  }

  private readItemEnd(window: ByteWindow, top: OpenDataSet, tag: number): true {
    const isEnd = tag === tags.itemDelimitation && top.end === endless && this.stack.length > 1;
    if (!isEnd) throw new DicomError('sequence-invalid', `${tagToText(tag)} stands where no item is to be ended`);
    if (window.unsigned32(4, top.encoding.bigEndian) !== 0) throw delimiterHasLength(tag);
    window.skip(itemHeaderBytes);
    return this.close();
  }

  private readValue(window: ByteWindow, top: OpenDataSet, header: ElementHeader): boolean {
    const { length, representation } = header;
    if (length === undefinedLength) return this.openUndefined(window, top, header);
    const end = window.position + header.byteLength + length;
    if (end > top.end)
      throw new DicomError('sequence-invalid', `${tagToText(header.tag)} runs past the end of its item`);
    if (representation.kind === 'sequence') return this.openSequence(window, header, end);
    return this.readPlainValue(window, top, header);
  }

  private readPlainValue(window: ByteWindow, top: OpenDataSet, header: ElementHeader): boolean {
    const { tag, representation, length, byteLength } = header;
    const isKept = this.isKept(header);
    if (isKept) this.budget.checkRoom(tag, representation, length);
    if (isKept && !window.has(byteLength + length)) return false;
    this.budget.countElement();
    if (isKept) this.budget.countKept(representation, length);
    window.skip(byteLength);
    const offset = window.position;
    const bytes = isKept ? window.take(length) : undefined;
    if (!isKept) window.skip(length, this.capture?.sinkFor({ tag, representation, offset, length }));
    if (tag === tags.pixelRepresentation) top.isSigned = bytes?.some((byte) => byte !== 0);
    top.dataSet.elements.push({ kind: 'value', tag, representation, offset, length, bytes });
    return true;
  }

  private isKept({ tag, representation, length }: ElementHeader): boolean {
    if (isExtendedOffsetTable(tag)) return true;
    return !isBulkValue(tag, representation, length) && !this.budget.leavesInFile(representation, length);
  }

  private openUndefined(window: ByteWindow, top: OpenDataSet, header: ElementHeader): boolean {
    const { vr, kind } = header.representation;
    const isWrittenAsUnknown = header.inside !== top.encoding;
    if (kind === 'sequence' || vr === 'UN' || isWrittenAsUnknown) return this.openSequence(window, header, endless);
    if (top.encoding.explicit && (vr === 'OB' || vr === 'OW')) return this.openFragments(window, header);
    throw new DicomError('element-invalid', `${tagToText(header.tag)} may not have an undefined length`);
  }

  private openSequence(window: ByteWindow, { tag, byteLength, inside }: ElementHeader, end: number): true {
    this.budget.countElement();
    this.budget.checkDepth(this.depth + 1);
    window.skip(byteLength);
    const items: DataSet[] = [];
    this.addToDataSet({ kind: 'sequence', tag, items });
    this.stack.push({ kind: 'sequence', tag, items, encoding: inside, end });
    return true;
  }

  private readItem(window: ByteWindow, top: OpenSequence): boolean {
    if (!window.has(itemHeaderBytes)) return false;
    const tag = window.tag(0, top.encoding.bigEndian);
    const length = window.unsigned32(4, top.encoding.bigEndian);
    if (tag === tags.sequenceDelimitation && top.end === endless) return this.readSequenceEnd(window, top, length);
    if (tag !== tags.item)
      throw new DicomError('sequence-invalid', `${tagToText(top.tag)} holds ${tagToText(tag)} for an item`);
    window.skip(itemHeaderBytes);
    return this.openItem(top, length === undefinedLength ? endless : window.position + length);
  }

  private readSequenceEnd(window: ByteWindow, { tag }: OpenSequence, length: number): true {
    if (length !== 0) throw delimiterHasLength(tags.sequenceDelimitation);
    if (this.stack.length === 2) this.capture?.originalAttributes.passSequenceEnd(tag, window.position);
    window.skip(itemHeaderBytes);
    return this.close();
  }

  private openItem(top: OpenSequence, end: number): true {
    if (end !== endless && end > top.end) {
      throw new DicomError('sequence-invalid', `an item runs past the end of ${tagToText(top.tag)}`);
    }
    this.budget.countItem();
    const dataSet: DataSet = { elements: [], bigEndian: top.encoding.bigEndian };
    top.items.push(dataSet);
    this.stack.push(this.openDataSet(dataSet, top.encoding, end));
    return true;
  }

  private openFragments(window: ByteWindow, header: ElementHeader): true {
    this.budget.countElement();
    window.skip(header.byteLength);
    this.stack.push(new FragmentReader(header, window.position, { budget: this.budget, capture: this.capture }));
    return true;
  }

  private readFragment(window: ByteWindow, top: FragmentReader): boolean {
    if (!top.step(window)) return false;
    if (top.element === undefined) return true;
    this.close();
    this.addToDataSet(top.element);
    return true;
  }

  private addToDataSet(element: DataElement): void {
    const top = this.top;
    if (top.kind === 'data-set') top.dataSet.elements.push(element);
  }
}

/** PS3.5 7.1: groups 0000, 0001, 0002 and FFFF have no place in a data set. */
function checkTag(tag: number): void {
  const group = tag >>> 16;
  if (group > 0x0002 && group < 0xffff) return;
  throw new DicomError('element-invalid', `${tagToText(tag)} has no place in a data set`);
}

const isExtendedOffsetTable = (tag: number): boolean =>
  tag === tags.extendedOffsetTable || tag === tags.extendedOffsetTableLengths;

const delimiterHasLength = (tag: number): DicomError =>
  new DicomError('sequence-invalid', `${tagToText(tag)} has a length other than zero`);

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
