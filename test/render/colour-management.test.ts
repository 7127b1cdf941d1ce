import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { colourManaged } from '../../shared/render/colour-managed.ts';
import { convertRgb } from '../../shared/render/convert-rgb.ts';
import { embedProfile } from '../../shared/render/embed-profile.ts';
import { encodeRasters } from '../../shared/render/encode-rasters.ts';
import { iccProfile } from '../../shared/render/icc-profile.ts';

const colours = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 128, 128, 128, 200, 120, 40);
const raster = { width: 6, height: 1, channels: 3, pixels: colours } as const;
const names = ['srgb', 'adobergb', 'rommrgb'] as const;

/** As libvips reads the picture, by its profile. */
const inSrgb = async (picture: Uint8Array) => [...(await sharp(picture).toColourspace('srgb').raw().toBuffer())];

describe('sRGB in another space', () => {
  it('leaves white and black where they are, and greys grey', () => {
    for (const name of names) {
      const [white, black, grey] = [255, 0, 128].map((value) => [
        ...convertRgb(Uint8Array.of(value, value, value), name),
      ]);

      expect(white).toEqual([255, 255, 255]);
      expect(black).toEqual([0, 0, 0]);
      expect(Math.max(...(grey ?? [])) - Math.min(...(grey ?? []))).toBeLessThanOrEqual(1);
    }
  });

  it('has the red of sRGB at 219, 0, 0 in Adobe RGB (1998)', () => {
    expect([...convertRgb(Uint8Array.of(255, 0, 0), 'adobergb')]).toEqual([219, 0, 0]);
  });
});

describe.each(['image/png', 'image/jpeg'] as const)('a profile in a picture of %s', (mediaType) => {
  it.each(names)('is found and followed: %s', async (space) => {
    const { raster: converted, profile } = await colourManaged(raster, { space });
    const picture = embedProfile(
      await encodeRasters([converted], { mediaType: 'image/png', quality: 100 }),
      profile,
      'image/png',
    );

    expect(Buffer.from((await sharp(picture).metadata()).icc ?? []).equals(profile)).toBe(true);
    const seen = await inSrgb(picture);
    // Eight bits over a wider space are coarser in the dark.
    const tolerance = space === 'rommrgb' ? 10 : 3;
    for (const [at, value] of colours.entries()) {
      expect(Math.abs((seen[at] ?? 0) - value)).toBeLessThanOrEqual(tolerance);
    }
  });

  it('is whole, however long', async () => {
    const profile = Buffer.concat([iccProfile('srgb'), Buffer.alloc(150_000, 1)]);
    profile.writeUInt32BE(profile.length);

    const picture = embedProfile(await encodeRasters([raster], { mediaType, quality: 100 }), profile, mediaType);

    const { icc } = await sharp(picture).metadata();
    expect(Buffer.from(icc ?? []).equals(profile)).toBe(true);
  });
});

describe('an image’s own profile', () => {
  it('goes with its pixels as they are', async () => {
    const own = iccProfile('adobergb');

    expect(await colourManaged(raster, { space: 'own', profile: own })).toEqual({ raster, profile: own });
  });

  it('is followed into another space', async () => {
    const { raster: srgb } = await colourManaged(
      { ...raster, pixels: convertRgb(colours, 'adobergb') },
      { space: 'srgb', profile: iccProfile('adobergb') },
    );

    for (const [at, value] of colours.entries())
      expect(Math.abs((srgb.pixels[at] ?? 0) - value)).toBeLessThanOrEqual(3);
  });

  it('that is none is passed over', async () => {
    const { raster: same } = await colourManaged(raster, { space: 'srgb', profile: Buffer.from('no profile') });

    expect([...same.pixels]).toEqual([...colours]);
  });
});
