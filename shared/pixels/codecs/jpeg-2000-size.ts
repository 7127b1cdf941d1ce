import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { CodestreamShape } from './codestream-cells.ts';

const codestreamStart = Buffer.from('ff4fff51', 'hex');
/** Of the boxes that should not be around a codestream in DICOM, and sometimes are. */
const maxBoxBytes = 65_536;
const maxTiles = 65_535;

/** ISO/IEC 15444-1 A.5.1: the SIZ marker. */
export function readJpeg2000Size(bytes: Uint8Array): CodestreamShape {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, maxBoxBytes)).indexOf(
    codestreamStart,
  );
  if (start < 0 || start + 45 > bytes.length) throw pixelsNotDecodable('it is no JPEG 2000 codestream');
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const [columns, rows] = [view.getUint32(8) - view.getUint32(16), view.getUint32(12) - view.getUint32(20)];
  const components = view.getUint16(40);
  if (components === 0 || start + 42 + components * 3 > bytes.length) {
    throw pixelsNotDecodable('its JPEG 2000 header is cut off');
  }
  assertTiles(view, { columns, rows });
  assertLikeComponents(view, components);
  const depth = view.getUint8(42);
  return { rows, columns, components, precision: (depth & 0x7f) + 1, isSigned: depth >= 0x80 };
}

/** Ssiz of each component says in its first bit whether samples are signed: here, that all are, or that none is. */
export function withSigns(codestream: Uint8Array, isSigned: boolean): Uint8Array {
  const changed = Buffer.from(codestream);
  const start = changed.indexOf(codestreamStart);
  const components = changed.readUInt16BE(start + 40);
  for (let number = 0; number < components; number += 1) {
    const at = start + 42 + number * 3;
    changed[at] = ((changed[at] as number) & 0x7f) | (isSigned ? 0x80 : 0);
  }
  return changed;
}

/** Each tile costs memory, whatever is in it. */
function assertTiles(view: DataView, { columns, rows }: { readonly columns: number; readonly rows: number }): void {
  const [width, height] = [view.getUint32(24), view.getUint32(28)];
  const tiles = Math.ceil(columns / width) * Math.ceil(rows / height);
  if (width === 0 || height === 0 || tiles > maxTiles) throw pixelsNotDecodable('its JPEG 2000 tiles are too many');
}

/** PS3.5 8.2.4: components of one size and depth. */
function assertLikeComponents(view: DataView, components: number): void {
  for (let number = 0; number < components; number += 1) {
    const at = 42 + number * 3;
    const isLike = view.getUint8(at) === view.getUint8(42) && view.getUint16(at + 1) === 0x0101;
    if (!isLike) throw pixelsNotDecodable('its JPEG 2000 components are not all of one size and depth');
  }
}
