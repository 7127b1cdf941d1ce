import sharp from 'sharp';
import { convertRgb } from './convert-rgb.ts';
import { embedProfile } from './embed-profile.ts';
import { encodeRasters } from './encode-rasters.ts';
import { iccProfile } from './icc-profile.ts';
import type { Raster } from './raster.ts';
import type { RgbSpaceName } from './rgb-space.ts';

/** In which colours a picture is wanted, and in which its pixels are. */
export interface ColourWish {
  /** `own`: as the image describes itself. */
  readonly space: 'own' | RgbSpaceName;
  /** ICC Profile (0028,2000) of the image; without it its pixels count as sRGB. */
  readonly profile?: Uint8Array;
}

/** The pixels in the colours that are wanted, and the profile that says so. */
export interface ColourManaged {
  readonly raster: Raster;
  readonly profile: Uint8Array;
}

export async function colourManaged(raster: Raster, { space, profile }: ColourWish): Promise<ColourManaged> {
  const rgb = inThreeChannels(raster);
  if (space === 'own') return { raster: rgb, profile: profile ?? iccProfile('srgb') };
  const srgb = profile === undefined ? rgb : await asSrgb(rgb, profile);
  return { raster: { ...srgb, pixels: convertRgb(srgb.pixels, space) }, profile: iccProfile(space) };
}

/** A profile of RGB describes no picture of one channel. */
function inThreeChannels(raster: Raster): Raster {
  if (raster.channels === 3) return raster;
  const pixels = new Uint8Array(raster.pixels.length * 3);
  for (let at = 0; at < raster.pixels.length; at += 1) pixels.fill(raster.pixels[at] ?? 0, at * 3, at * 3 + 3);
  return { ...raster, channels: 3, pixels };
}

/** By the colour management of libvips, which follows a profile inside of a file; one that it cannot read is passed over. */
async function asSrgb(raster: Raster, profile: Uint8Array): Promise<Raster> {
  const png = await encodeRasters([raster], { mediaType: 'image/png', quality: 100 });
  const image = sharp(embedProfile(png, profile, 'image/png'), { failOn: 'none' });
  return { ...raster, pixels: await image.toColourspace('srgb').removeAlpha().raw().toBuffer() };
}
