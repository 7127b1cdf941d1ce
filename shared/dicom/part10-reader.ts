import { BoundedInflate } from './bounded-inflate.ts';
import { ByteWindow } from './byte-window.ts';
import { ContentCapture } from './content-capture.ts';
import type { DataSet } from './data-element.ts';
import { DataSetReader } from './data-set-reader.ts';
import { DicomError } from './dicom-error.ts';
import { type FileMeta, FileMetaReader } from './file-meta-reader.ts';
import type { InstanceContent } from './instance-content.ts';
import { buildInstanceContent, type ContentSource } from './instance-content-builder.ts';
import type { InstanceHeader } from './instance-header.ts';
import { buildInstanceHeader } from './instance-header-builder.ts';
import { ReaderBudget } from './reader-budget.ts';
import { type CaptureLimits, captureLimits, type ReaderLimits, readerLimits } from './reader-limits.ts';

const preambleBytes = 128;
const headBytes = 132;

export interface Part10ReaderOptions {
  readonly limits?: ReaderLimits;
  /** Keeps what `content()` tells; without it, bulk values pass by and are forgotten. */
  readonly capture?: boolean;
  readonly captureLimits?: CaptureLimits;
}

/**
 * Reads an instance as its bytes pass by (PS3.10 7): header values are kept up to a limit, bulk values are only located.
 * After it has thrown, a reader is of no more use.
 */
export class Part10Reader {
  private readonly budget: ReaderBudget;
  private readonly metaReader: FileMetaReader;
  private readonly capture: ContentCapture | undefined;
  private window = new ByteWindow();
  private hasMagic = false;
  private finished: Pick<ContentSource, 'dataSet' | 'transferSyntax'> | undefined;
  private meta: FileMeta | undefined;
  private dataSetReader: DataSetReader | undefined;
  private inflate: BoundedInflate | undefined;

  constructor(options: Part10ReaderOptions = {}) {
    const { limits = readerLimits, capture = false } = options;
    this.budget = new ReaderBudget(limits);
    if (capture) this.capture = new ContentCapture(options.captureLimits ?? captureLimits);
    this.metaReader = new FileMetaReader(limits, this.capture?.metaElements);
  }

  /**
   * Synchronous but for deflated data sets; a promise that is returned has to be awaited before the next push. Nothing of the
   * chunk is looked at later, so that its memory may be freed.
   */
  push(chunk: Uint8Array): void | Promise<void> {
    if (this.inflate !== undefined) return this.inflate.write(chunk);
    return this.read(chunk);
  }

  /** What was read so far, for whoever writes it anew; values that are bulk are only located. */
  elementsSoFar(): DataSet | undefined {
    return this.dataSetReader?.dataSet;
  }

  /** To be called after the last chunk; all that only the whole file can show is checked here. */
  async finish(): Promise<InstanceHeader> {
    if (!this.hasMagic) throw notPart10(this.window.peek(headBytes));
    const meta = this.meta ?? this.metaReader.finish(this.window);
    await this.inflate?.finish();
    if (this.dataSetReader === undefined) throw new DicomError('truncated', 'the file ends before its data set');
    this.dataSetReader.finish(this.window);
    const { dataSet } = this.dataSetReader;
    const header = buildInstanceHeader(meta, dataSet, this.budget.limits);
    this.finished = { dataSet, transferSyntax: meta.transferSyntax };
    return header;
  }

  /** To be called after `finish`, by whoever had it captured. It is made at the call, out of what was kept. */
  content(): InstanceContent {
    const { capture, finished } = this;
    if (capture === undefined) throw new Error('the reader was not told to capture content');
    if (finished === undefined) throw new Error('content is not known before the whole file is read');
    return buildInstanceContent({ capture, ...finished });
  }

  private read(chunk: Uint8Array): void | Promise<void> {
    this.budget.resume();
    this.window.push(chunk);
    const inflating = this.dataSetReader === undefined ? this.readHead() : this.dataSetReader.consume(this.window);
    this.window.own();
    this.budget.pause();
    return inflating;
  }

  private readHead(): void | Promise<void> {
    if (!this.hasMagic) this.readPreamble();
    if (!this.hasMagic) return;
    this.meta = this.metaReader.consume(this.window);
    if (this.meta !== undefined) return this.startDataSet(this.meta);
  }

  private readPreamble(): void {
    if (!this.window.has(headBytes)) return;
    const head = this.window.peek(headBytes);
    if (head.toString('latin1', preambleBytes) !== 'DICM') throw notPart10(head);
    if (this.capture !== undefined) this.capture.preamble = Buffer.from(head.subarray(0, preambleBytes));
    this.window.skip(headBytes);
    this.hasMagic = true;
  }

  private startDataSet({ transferSyntax }: FileMeta): void | Promise<void> {
    this.dataSetReader = new DataSetReader(transferSyntax, this.budget, this.capture);
    if (!transferSyntax.deflated) return this.dataSetReader.consume(this.window);
    return this.startInflating(this.dataSetReader);
  }

  private startInflating(dataSetReader: DataSetReader): Promise<void> {
    const deflated = this.window.take(this.window.length);
    const inflated = new ByteWindow(this.window.position - deflated.length);
    this.window = inflated;
    this.inflate = new BoundedInflate(this.budget.limits, (bytes) => {
      this.budget.resume();
      inflated.push(bytes);
      dataSetReader.consume(inflated);
      this.budget.pause();
    });
    return this.inflate.write(deflated);
  }
}

/** PS3.10 7.1 demands the preamble; a data set without one is told from what is no DICOM at all, as a help. */
function notPart10(head: Buffer): DicomError {
  const isMagicFirst = head.toString('latin1', 0, 4) === 'DICM';
  const firstGroup = head.length >= 8 ? head.readUInt16LE(0) : 0;
  if (isMagicFirst || firstGroup === 0x0002 || firstGroup === 0x0008 || firstGroup === 0x0800) {
    return new DicomError('no-preamble', 'the file lacks the 128-byte preamble and the magic word (PS3.10 7.1)');
  }
  return new DicomError('not-dicom', 'the file is no DICOM file: the magic word is not at byte 128 (PS3.10 7.1)');
}
