/** What a PDF says. None of it is layout. */
export interface PdfContents {
  readonly texts: readonly PdfText[];
  /** ISO 32000-1 12.6.4.16, found by following the document's own structure, also where that is compressed. */
  readonly hasScripts: boolean;
}

export interface PdfText {
  /** `page 2`, `document information`; never words of the document. */
  readonly detail: string;
  readonly text: string;
}

/** What the worker is given. */
export interface PdfTask {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly maxCharacters: number;
}
