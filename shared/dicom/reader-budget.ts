import { DicomError, type DicomErrorCode } from './dicom-error.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { tagToText } from './tags.ts';
import { isTextKind, type ValueRepresentation } from './value-representations.ts';

const clockCheckInterval = 4096;

/** Counts what one instance has asked for so far, and refuses the first thing beyond a limit. */
export class ReaderBudget {
  readonly limits: ReaderLimits;
  private elements = 0;
  private items = 0;
  private fragments = 0;
  private headerBytes = 0;
  private textBytes = 0;
  private startedAt = 0;
  private spentMilliseconds = 0;

  constructor(limits: ReaderLimits) {
    this.limits = limits;
  }

  /** Only the time between `resume` and `pause` counts: waiting for a slow sender costs no computing. */
  resume(): void {
    this.startedAt = performance.now();
  }

  pause(): void {
    this.spentMilliseconds += performance.now() - this.startedAt;
  }

  countElement(): void {
    if (++this.elements > this.limits.maxElements) throw over('too-many-elements', this.limits.maxElements, 'elements');
    if (this.elements % clockCheckInterval === 0) this.checkClock();
  }

  countItem(): void {
    if (++this.items > this.limits.maxItems) throw over('too-many-items', this.limits.maxItems, 'sequence items');
  }

  countFragment(): void {
    if (++this.fragments > this.limits.maxFragments)
      throw over('too-many-items', this.limits.maxFragments, 'fragments');
  }

  /** Asked before a value is gathered, so that one beyond the limit is refused at its first byte. */
  checkRoom(tag: number, { kind }: ValueRepresentation, length: number): void {
    if (kind !== 'bytes' && length > this.limits.maxInlineValueBytes) {
      throw new DicomError('text-too-large', `${tagToText(tag)} is longer than a value of its kind may be`);
    }
    const where = `the values up to ${tagToText(tag)} are more than the`;
    if (isTextKind(kind) && this.textBytes + length > this.limits.maxTextBytes) {
      throw new DicomError('text-too-large', `${where} ${this.limits.maxTextBytes} bytes of text that are read`);
    }
    if (this.headerBytes + length > this.limits.maxHeaderBytes) {
      throw new DicomError('header-too-large', `${where} ${this.limits.maxHeaderBytes} bytes of header that are read`);
    }
  }

  countKept({ kind }: ValueRepresentation, length: number): void {
    this.headerBytes += length;
    if (isTextKind(kind)) this.textBytes += length;
  }

  /** PS3.18 F.2.6 leaves the choice to us; what was kept so far is the file's own, so that reading again chooses alike. */
  leavesInFile({ kind }: ValueRepresentation, length: number): boolean {
    return kind === 'bytes' && length > 0 && this.headerBytes > this.limits.inlineBinaryHeaderBytes;
  }

  checkDepth(depth: number): void {
    if (depth > this.limits.maxDepth) throw over('too-deep', this.limits.maxDepth, 'levels of sequences');
  }

  private checkClock(): void {
    const spent = this.spentMilliseconds + performance.now() - this.startedAt;
    if (spent <= this.limits.maxParseMilliseconds) return;
    throw new DicomError('parse-time-exceeded', 'the header takes longer to read than an instance may take');
  }
}

function over(code: DicomErrorCode, limit: number, what: string): DicomError {
  return new DicomError(code, `the file holds more than ${limit} ${what}`);
}
