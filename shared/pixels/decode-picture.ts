import { pixelsNotDecodable, pixelsTooLarge } from './pixel-failures.ts';
import type { PixelLimits } from './pixel-limits.ts';

export interface PictureInput {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/png' | 'image/gif';
}

/** Native pixels by pixel, samples side by side, words in little endian; pages one after the other. */
export interface DecodedPicture {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsStored: 8 | 16;
  readonly pages: number;
}

/** What each begins with, so that the library asks no other decoder than the one that is meant. */
const signatures = {
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/gif': ['GIF87a', 'GIF89a'],
} as const satisfies Record<PictureInput['mediaType'], readonly string[]>;

/** A PNG or GIF as the cells of a native image (PS3.18 Table 10.5.2-1); what is transparent lies on black. */
export async function decodePicture({ bytes, mediaType }: PictureInput, limits: PixelLimits): Promise<DecodedPicture> {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (!signatures[mediaType].some((signature) => head.startsWith(signature))) throw noPicture();
  const { default: sharp } = await import('sharp');
  const options = { animated: true, failOn: 'error', limitInputPixels: limits.maxFrameBytes } as const;
  // Of the header alone, so that what is too large is told from what is no picture.
  const facts = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(refuse);
  const [samplesPerPixel, bitsStored] = [isGrey(facts.space) ? 1 : 3, facts.depth === 'ushort' ? 16 : 8] as const;
  if (facts.width * facts.height * samplesPerPixel * (bitsStored / 8) > limits.maxFrameBytes) throw tooLarge();
  const space = spaces[samplesPerPixel][bitsStored];
  const picture = sharp(bytes, options).pipelineColourspace(space).flatten().toColourspace(space);
  const cells = await picture
    .raw({ depth: bitsStored === 16 ? 'ushort' : 'uchar' })
    .toBuffer()
    .catch(refuse);
  const rows = facts.pageHeight ?? facts.height;
  // The library's own memory cannot be handed over to another thread.
  return {
    bytes: Uint8Array.from(cells),
    rows,
    columns: facts.width,
    samplesPerPixel,
    bitsStored,
    pages: facts.pages ?? 1,
  };
}

const spaces = { 1: { 8: 'b-w', 16: 'grey16' }, 3: { 8: 'srgb', 16: 'rgb16' } } as const;
const isGrey = (space: string | undefined): boolean => space === 'b-w' || space === 'grey16';

function refuse(): never {
  throw noPicture();
}

const noPicture = () => pixelsNotDecodable('it is no picture of its media type');
const tooLarge = () => pixelsTooLarge('the picture is too large once it is decoded');
