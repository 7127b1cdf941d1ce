/** The colour spaces that a picture can be asked for in (PS3.18 8.3.5.1.5). */
export type RgbSpaceName = 'srgb' | 'adobergb' | 'rommrgb';

/** How such a space makes light of numbers: what its profile says, and what pixels are converted with. */
export interface RgbSpace {
  readonly description: string;
  /** XYZ of red, green and blue, seen under D50, the white of all profiles (ICC.1). */
  readonly primaries: readonly [Triple, Triple, Triple];
  /** From 0…1 as stored to 0…1 of light, and back. */
  readonly toLight: (value: number) => number;
  readonly toValue: (light: number) => number;
}

export type Triple = readonly [number, number, number];

const adobeGamma = 563 / 256;

/** IEC 61966-2-1, Adobe RGB (1998), ISO 22028-2 (ROMM RGB, which is D50 by itself). */
export const rgbSpaces: Readonly<Record<RgbSpaceName, RgbSpace>> = {
  srgb: {
    description: 'sRGB IEC61966-2.1',
    primaries: [
      [0.43607, 0.22249, 0.01392],
      [0.38515, 0.71687, 0.09708],
      [0.14307, 0.06061, 0.7141],
    ],
    toLight: (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4),
    toValue: (light) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055),
  },
  adobergb: {
    description: 'Adobe RGB (1998)',
    primaries: [
      [0.60974, 0.31111, 0.01947],
      [0.20528, 0.62567, 0.06087],
      [0.14919, 0.06322, 0.74457],
    ],
    toLight: (value) => value ** adobeGamma,
    toValue: (light) => light ** (1 / adobeGamma),
  },
  rommrgb: {
    description: 'ROMM RGB',
    primaries: [
      [0.79767, 0.28804, 0],
      [0.13519, 0.71187, 0],
      [0.03135, 0.00009, 0.8251],
    ],
    toLight: (value) => (value < 0.03125 ? value / 16 : value ** 1.8),
    toValue: (light) => (light < 0.001953125 ? light * 16 : light ** (1 / 1.8)),
  },
};
