import type { PixelDescription } from './pixel-description.ts';

/** One frame as it is stored: of native pixel data its bytes, of encapsulated pixel data its fragments joined. */
export interface EncodedFrame {
  readonly transferSyntaxUid: string;
  readonly description: PixelDescription;
  readonly bytes: Uint8Array;
  /** PS3.5 8.1.2: 8-bit cells in an OW value change places in Big Endian. Wider cells are always words. */
  readonly isWordValue?: boolean;
}
