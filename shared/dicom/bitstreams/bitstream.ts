/** What a picture's own bytes say of it: the Image Pixel Description Macro (PS3.3 C.7.6.3.1). */
export interface ImageDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: number;
  readonly bitsStored: number;
  readonly pixelRepresentation: 0 | 1;
  readonly photometricInterpretation: string;
  /** Where the bytes hold a whole video. */
  readonly numberOfFrames?: number;
}

export interface Bitstream {
  readonly image: ImageDescription;
  /** What the bytes may be stored as; the first is what they are where the sender does not say. */
  readonly transferSyntaxUids: readonly string[];
}
