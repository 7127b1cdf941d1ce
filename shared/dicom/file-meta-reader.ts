import type { ByteWindow } from './byte-window.ts';
import type { ValueElement } from './data-element.ts';
import { DicomError } from './dicom-error.ts';
import { type ElementHeader, findElementHeader, implicitLittleEndian, isCapital } from './element-header.ts';
import { implicitVr } from './implicit-vr.ts';
import type { ReaderLimits } from './reader-limits.ts';
import { tags, tagToText } from './tags.ts';
import { type TransferSyntax, transferSyntaxes } from './transfer-syntaxes.ts';

/** What the reader needs of group 0002 (PS3.10 7.1); the texts are as found, without padding. */
export interface FileMeta {
  readonly transferSyntax: TransferSyntax;
  readonly mediaStorageSopClassUid: string | undefined;
}

const metaGroup = 0x0002;
const groupLengthTag = 0x00020000;
const mediaDirectoryStorage = '1.2.840.10008.1.3.10';
const explicitLittleEndian = { explicit: true, bigEndian: false };
const vrOfMeta = (tag: number): string => implicitVr(tag, () => false);

/**
 * Reads group 0002 element by element. Its group length is not trusted, since files exist without one, with zero and with
 * far too much: the group ends where another begins.
 */
export class FileMetaReader {
  private readonly limits: ReaderLimits;
  private readonly elements: ValueElement[] | undefined;
  private readonly values = new Map<number, string>();
  private bytesRead = 0;
  private groupEnd = Number.POSITIVE_INFINITY;

  /** All elements go to `elements`, where anybody wants them. */
  constructor(limits: ReaderLimits, elements?: ValueElement[]) {
    this.limits = limits;
    this.elements = elements;
  }

  /** The meta information, once its end has come. */
  consume(window: ByteWindow): FileMeta | undefined {
    while (window.has(2)) {
      if (this.isOver(window)) return this.meta();
      if (!this.readElement(window)) return undefined;
    }
    return undefined;
  }

  /** A file may end with its meta information; then its data set is empty. */
  finish(window: ByteWindow): FileMeta {
    if (window.length > 0) throw new DicomError('truncated', 'the file ends inside its meta information');
    return this.meta();
  }

  /** The first bytes of a deflated data set may look like group 0002; only there does the group length decide. */
  private isOver(window: ByteWindow): boolean {
    if (window.unsigned16(0, false) !== metaGroup) return true;
    return window.position === this.groupEnd && this.findTransferSyntax()?.deflated === true;
  }

  private readElement(window: ByteWindow): boolean {
    const header = this.findHeader(window);
    if (header === undefined) return false;
    this.checkLength(header);
    if (!window.has(header.byteLength + header.length)) return false;
    window.skip(header.byteLength);
    this.keep(header, window);
    this.bytesRead += header.byteLength + header.length;
    return true;
  }

  /** Some writers lay group 0002 out in implicit VR; no length that is allowed here looks like two letters. */
  private findHeader(window: ByteWindow): ElementHeader | undefined {
    if (!window.has(8)) return undefined;
    const isExplicit = isCapital(window.unsigned16(4, true) >> 8) && isCapital(window.unsigned16(4, true) & 0xff);
    return findElementHeader(window, isExplicit ? explicitLittleEndian : implicitLittleEndian, vrOfMeta);
  }

  private checkLength({ tag, length }: ElementHeader): void {
    if (this.bytesRead + length <= this.limits.maxFileMetaBytes) return;
    throw new DicomError('file-meta-invalid', `${tagToText(tag)} is longer than file meta information may be`);
  }

  private keep({ tag, representation, length }: ElementHeader, window: ByteWindow): void {
    const offset = window.position;
    const bytes = window.take(length);
    this.elements?.push({ kind: 'value', tag, representation, offset, length, bytes });
    if (tag === groupLengthTag && length === 4) this.groupEnd = window.position + bytes.readUInt32LE(0);
    if (!uidTags.has(tag)) return;
    if (this.values.has(tag)) throw new DicomError('file-meta-invalid', `${tagToText(tag)} is there twice`);
    this.values.set(tag, withoutPadding(bytes.toString('latin1')));
  }

  private meta(): FileMeta {
    const mediaStorageSopClassUid = this.values.get(tags.mediaStorageSopClassUid);
    if (mediaStorageSopClassUid === mediaDirectoryStorage) {
      throw new DicomError('media-directory', 'the file is a DICOMDIR, which lists files but is no instance');
    }
    return {
      transferSyntax: this.requireTransferSyntax(),
      mediaStorageSopClassUid,
    };
  }

  private requireTransferSyntax(): TransferSyntax {
    if (!this.values.get(tags.transferSyntaxUid)) {
      throw new DicomError('transfer-syntax-missing', '(0002,0010) Transfer Syntax UID is missing');
    }
    const transferSyntax = this.findTransferSyntax();
    if (transferSyntax !== undefined) return transferSyntax;
    throw new DicomError('transfer-syntax-unknown', '(0002,0010) names no transfer syntax that is read here');
  }

  private findTransferSyntax(): TransferSyntax | undefined {
    return transferSyntaxes.get(this.values.get(tags.transferSyntaxUid) ?? '');
  }
}

const uidTags: ReadonlySet<number> = new Set([tags.mediaStorageSopClassUid, tags.transferSyntaxUid]);

/** PS3.5 9.1 pads a UID with one NUL; spaces are a common mistake. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 0x20)) end--;
  return text.slice(0, end);
}
