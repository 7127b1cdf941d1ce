import { type DecodedFrame, decodedFrame } from '../decoded-frame.ts';
import type { PixelDescription } from '../pixel-description.ts';
import { pixelsNotDecodable } from '../pixel-failures.ts';

/** PS3.3 C.7.6.3.1.3: planes become pixels, so that nobody after the decoder has to know that there are planes. */
export function byPixel(description: PixelDescription, bytes: Uint8Array): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated, planarConfiguration } = description;
  const result = { ...description, planarConfiguration: 0 } as const;
  if (samplesPerPixel === 1 || planarConfiguration === 0) return decodedFrame(result, bytes);
  const width = bitsAllocated / 8;
  const planeBytes = rows * columns * width;
  if (bytes.length < planeBytes * samplesPerPixel) throw pixelsNotDecodable('the frame ends before its last pixel');
  const cells = new Uint8Array(planeBytes * samplesPerPixel);
  for (let sample = 0; sample < samplesPerPixel; sample += 1) {
    for (let at = 0; at < planeBytes; at += 1) {
      const pixel = (at - (at % width)) / width;
      cells[(pixel * samplesPerPixel + sample) * width + (at % width)] = bytes[sample * planeBytes + at] as number;
    }
  }
  return decodedFrame(result, cells);
}
