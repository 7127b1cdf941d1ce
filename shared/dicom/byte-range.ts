/** A run of bytes in a Part 10 file, counted from its first byte. For the deflated transfer syntax the file is
 * thought of with its data set inflated: preamble and file meta as stored, then the inflated data set. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}
