import type { DocumentReport } from './document-report.ts';

/** What the reader of documents is given. */
export interface DocumentTask {
  readonly kind: DocumentReport['kind'];
  readonly bytes: Buffer;
  /** The bytes are the beginning of a longer document. */
  readonly isCut: boolean;
  /** Of all texts together; what goes beyond is left out, and the document counts as not all readable. */
  readonly maxCharacters: number;
}

/** What a document says and does. */
export interface DocumentContents {
  readonly parts: readonly DocumentPart[];
  readonly isReadable: boolean;
  readonly hasActiveContent: boolean;
  /** All that its bytes say is among the parts. */
  readonly isUnderstood: boolean;
}

export interface DocumentPart {
  /** `page 2`, `XML text`; never words of the document. */
  readonly detail: string;
  readonly text: string;
}

/** Of what nobody could read: no clean document. */
export const unreadDocument: DocumentContents = {
  parts: [],
  isReadable: false,
  hasActiveContent: false,
  isUnderstood: false,
};
