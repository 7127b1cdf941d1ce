/** Only what Portcullis uses of dcmjs, which ships no types. */
declare module 'dcmjs/dictionary' {
  interface DictionaryEntry {
    readonly tag: string;
    readonly vr: string | undefined;
    readonly name: string;
    readonly vm: string;
    readonly version: string | undefined;
  }
  export const dictionary: Readonly<Record<string, DictionaryEntry>>;
}

declare module 'dcmjs' {
  interface DcmjsElement {
    readonly vr: string;
    readonly Value: readonly unknown[];
  }
  type DcmjsDataSet = Record<string, DcmjsElement>;

  class DicomDict {
    constructor(meta: DcmjsDataSet);
    meta: DcmjsDataSet;
    dict: DcmjsDataSet;
    write(options?: Readonly<Record<string, unknown>>): ArrayBuffer;
  }

  export const data: {
    readonly DicomDict: typeof DicomDict;
    readonly DicomMessage: {
      readFile(bytes: ArrayBuffer, options?: Readonly<Record<string, unknown>>): DicomDict;
    };
  };
  export const log: { setLevel(level: string): void };
}
