/** How a codestream is cut into marker segments up to its first picture data; the byte after FF is the marker. */
export interface CodestreamMarkers {
  /** Of the segments that are no part of the picture. */
  readonly nameOf: (marker: number) => string | undefined;
  /** Stands alone: no length follows. */
  readonly isBare: (marker: number) => boolean;
  /** Picture data, or the end of all. */
  readonly isEnd: (marker: number) => boolean;
}

/** ITU-T T.81 B.1.1.3, and T.87 C for JPEG-LS: APPn and COM, up to SOS or EOI. TEM, RSTn and SOI stand alone. */
export const jpegMarkers: CodestreamMarkers = {
  nameOf: (marker) => {
    if (marker === 0xfe) return 'COM';
    return marker >= 0xe0 && marker <= 0xef ? `APP${marker - 0xe0}` : undefined;
  },
  isBare: (marker) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8),
  isEnd: (marker) => marker === 0xda || marker === 0xd9,
};

/** ITU-T T.800 A.2: COM in the main header, which SOT ends. SOC and the markers from FF30 to FF3F stand alone. */
export const jpeg2000Markers: CodestreamMarkers = {
  nameOf: (marker) => (marker === 0x64 ? 'COM' : undefined),
  isBare: (marker) => marker === 0x4f || (marker >= 0x30 && marker <= 0x3f),
  isEnd: (marker) => marker === 0x90 || marker === 0x93 || marker === 0xd9,
};
