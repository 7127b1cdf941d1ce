import type { DecodedFrame } from '../decoded-frame.ts';

/** High enough that nothing is seen of it at the window it was encoded with; it is lossy all the same. */
const quality = 95;

/**
 * PS3.5 8.2.1, JPEG Baseline: colours leave as YCbCr with all of their samples (YBR_FULL). The library is loaded here, since
 * nothing else needs it.
 */
export async function encodeJpegBaseline({ description, bytes }: DecodedFrame): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const { rows, columns, samplesPerPixel } = description;
  const channels = samplesPerPixel === 1 ? 1 : 3;
  const image = sharp(bytes, { raw: { width: columns, height: rows, channels } });
  const coloured = channels === 1 ? image.toColourspace('b-w') : image;
  return coloured.jpeg({ quality, chromaSubsampling: '4:4:4', progressive: false }).toBuffer();
}
