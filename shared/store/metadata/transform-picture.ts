import type { ImageDescription } from '../../dicom/bitstreams/bitstream.ts';
import { DicomError } from '../../dicom/dicom-error.ts';
import { GatewayError } from '../../errors.ts';
import type { PictureInput } from '../../pixels/decode-picture.ts';
import type { PixelWorkers } from '../../pixels/pixel-workers.ts';
import type { BulkPart, BulkParts } from './bulk-parts.ts';

export interface TransformedPicture {
  readonly bytes: Uint8Array;
  readonly description: ImageDescription;
  readonly pages: number;
}

export interface BulkReading {
  readonly bulk: BulkParts;
  readonly pixels: PixelWorkers;
}

type PictureType = PictureInput['mediaType'];

/** PS3.18 Table 10.5.2-1: what has no transfer syntax and is transformed. */
export const isPicture = (essence: string): essence is PictureType =>
  essence === 'image/png' || essence === 'image/gif';

const maxPictureBytes = 32 * 1024 * 1024;

/** Decoded by a pixel worker, so that what a small body can grow to is bounded there; one at a time for each request. */
export async function transformPicture(
  part: BulkPart,
  mediaType: PictureType,
  { bulk, pixels }: BulkReading,
): Promise<TransformedPicture> {
  if (part.length > maxPictureBytes)
    throw new DicomError('inflated-too-large', '(7FE0,0010) has a picture that is too large');
  const picture = await pixels.run('picture', { bytes: await bulk.readWhole(part), mediaType }).catch(refuse);
  const { bytes, rows, columns, samplesPerPixel, bitsStored, pages } = picture;
  const photometricInterpretation = samplesPerPixel === 1 ? 'MONOCHROME2' : 'RGB';
  const description = {
    rows,
    columns,
    samplesPerPixel,
    bitsStored,
    pixelRepresentation: 0,
    photometricInterpretation,
  } as const;
  return { bytes, description, pages };
}

/** A picture that fails is its instance's failure; a gateway that is busy is everybody's. */
function refuse(error: unknown): never {
  if (!(error instanceof GatewayError)) throw error;
  if (error.code === 'pixels-too-large') {
    throw new DicomError('inflated-too-large', '(7FE0,0010) has a picture that is too large once it is decoded');
  }
  if (error.code !== 'pixels-not-decodable') throw error;
  throw new DicomError(
    'bulk-contradictory',
    '(7FE0,0010) has bytes that are no picture of the media type of their part',
  );
}
