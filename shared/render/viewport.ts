/** PS3.18 8.3.5.1.3: what part of the image is wanted and how large it may become. */
export interface Viewport {
  /** At most so many pixels; none: as many as there are. */
  readonly width?: number;
  readonly height?: number;
  readonly region?: SourceRegion;
}

/** In pixels of the image, or in shares of it (PS3.18 9.5.2, Region); a negative extent turns the picture over. */
export interface SourceRegion {
  readonly unit: 'pixels' | 'shares';
  readonly left: number;
  readonly top: number;
  /** None: to the edge. */
  readonly width?: number;
  readonly height?: number;
}
