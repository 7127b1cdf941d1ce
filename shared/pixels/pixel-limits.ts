/** What one frame may cost before it is refused; from the settings. */
export interface PixelLimits {
  /** Bytes of one frame once it is decoded. */
  readonly maxFrameBytes: number;
  /** Bytes that a codec may hold while it works. */
  readonly maxCodecBytes: number;
}

export const defaultPixelLimits: PixelLimits = {
  maxFrameBytes: 128 * 1024 * 1024,
  maxCodecBytes: 1024 * 1024 * 1024,
};
