import { pixelsNotDecodable } from '../pixel-failures.ts';
import type { CodestreamShape } from './codestream-cells.ts';

/** ISO/IEC 10918-1 B.2.2: the frame header, with what must be known before a decoder is chosen. */
export interface JpegFrameHeader extends CodestreamShape {
  /** The low byte of SOFn: C0 baseline, C1 extended, C3 lossless, F7 JPEG-LS. */
  readonly process: number;
  readonly componentIds: readonly number[];
  /** Where SOFn begins. */
  readonly offset: number;
  readonly hasColourMarker: boolean;
}

const isFrameStart = (code: number): boolean =>
  code === 0xf7 || (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc);

/** The markers before the picture, each of which says how long it is; the walk ends at the end of the bytes. */
export function readJpegFrameHeader(bytes: Uint8Array): JpegFrameHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) throw pixelsNotDecodable('it is no JPEG codestream');
  let hasColourMarker = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    const code = bytes[at + 1] as number;
    if (bytes[at] !== 0xff) throw pixelsNotDecodable('a JPEG marker is not where it should be');
    if (code === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameStart(code)) return frameHeader(view, { at, code, hasColourMarker });
    hasColourMarker ||= isColourMarker(bytes, at);
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  throw pixelsNotDecodable('its JPEG codestream has no frame header');
}

function frameHeader(
  view: DataView,
  { at, code, hasColourMarker }: { at: number; code: number; hasColourMarker: boolean },
): JpegFrameHeader {
  const components = at + 10 <= view.byteLength ? view.getUint8(at + 9) : 0;
  if (components === 0 || at + 10 + components * 3 > view.byteLength) {
    throw pixelsNotDecodable('its JPEG frame header is cut off');
  }
  return {
    process: code,
    precision: view.getUint8(at + 4),
    rows: view.getUint16(at + 5),
    columns: view.getUint16(at + 7),
    components,
    componentIds: Array.from({ length: components }, (_, number) => view.getUint8(at + 10 + number * 3)),
    isSigned: false,
    offset: at,
    hasColourMarker,
  };
}

/** JFIF's APP0 and Adobe's APP14 tell a decoder what the colours are. */
function isColourMarker(bytes: Uint8Array, at: number): boolean {
  const code = bytes[at + 1];
  if (code !== 0xe0 && code !== 0xee) return false;
  const name = Buffer.from(bytes.buffer, bytes.byteOffset + at + 4, Math.min(5, bytes.length - at - 4)).toString(
    'latin1',
  );
  return name.startsWith('JFIF') || name === 'Adobe';
}
