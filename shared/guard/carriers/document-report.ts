/** What is known of a document that an element carries; checks ask it, for a document that nobody could read is no clean one. */
export interface DocumentReport {
  /** Of the element that carries it: `00420011`. */
  readonly path: string;
  readonly kind: 'pdf' | 'cda' | 'xml' | 'zip' | 'stl' | 'obj' | 'other';
  /** All of its text was there to be looked at: not encrypted, not broken, not cut short, not too much for the time there is. */
  readonly isReadable: boolean;
  /** It brings scripts, programs or files of its own. */
  readonly hasActiveContent: boolean;
}
