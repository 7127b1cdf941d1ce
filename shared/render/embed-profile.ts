import { crc32, deflateSync } from 'node:zlib';
import type { RenderedImageType } from './rendered-image-types.ts';

/** PS3.18 8.3.5.1.5: the profile in the picture's file, as ICC.1 B.3 (JPEG) and PNG 11.3.2.3 have it. */
export function embedProfile(picture: Uint8Array, profile: Uint8Array, mediaType: RenderedImageType): Uint8Array {
  if (mediaType === 'image/jpeg') return inserted(picture, jpegStart(picture), jpegSegments(profile));
  return mediaType === 'image/png' ? inserted(picture, pngStart, [pngChunk(profile)]) : picture;
}

function inserted(picture: Uint8Array, at: number, pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat([picture.subarray(0, at), ...pieces, picture.subarray(at)]));
}

/** Behind the JFIF segment, which has to be the first. */
function jpegStart(jpeg: Uint8Array): number {
  const isJfif = jpeg[2] === 0xff && jpeg[3] === 0xe0;
  return isJfif ? 4 + (((jpeg[4] ?? 0) << 8) | (jpeg[5] ?? 0)) : 2;
}

const maxSegmentBytes = 65_519;

function jpegSegments(profile: Uint8Array): Buffer[] {
  const count = Math.ceil(profile.length / maxSegmentBytes);
  return Array.from({ length: count }, (_, index) => {
    const part = profile.subarray(index * maxSegmentBytes, (index + 1) * maxSegmentBytes);
    const head = Buffer.from([0xff, 0xe2, 0, 0]);
    head.writeUInt16BE(part.length + 16, 2);
    return Buffer.concat([head, Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.of(index + 1, count), part]);
  });
}

/** Behind signature and IHDR. */
const pngStart = 8 + 25;

function pngChunk(profile: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPICC profile\0\0', 'latin1'), deflateSync(profile)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
