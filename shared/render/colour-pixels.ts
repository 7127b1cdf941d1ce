import type { StoredValues } from './grey-pixels.ts';

/** 8 bits a sample: the upper ones of samples that have more (PS3.3 C.7.6.3.1). */
export function eightBitSamples(values: StoredValues, bitsStored: number): Uint8Array {
  if (values instanceof Uint8Array && bitsStored === 8) return values;
  const scale = 255 / (2 ** bitsStored - 1);
  const samples = new Uint8Array(values.length);
  for (let index = 0; index < values.length; index += 1) samples[index] = Math.round((values[index] ?? 0) * scale);
  return samples;
}

/** PS3.3 C.7.6.3.1.2, YBR_FULL, solved for red, green and blue. */
export function rgbFromYbrFull(samples: Uint8Array): Uint8Array {
  const rgb = new Uint8ClampedArray(samples.length);
  for (let at = 0; at + 2 < samples.length; at += 3) {
    const y = samples[at] ?? 0;
    const cb = (samples[at + 1] ?? 0) - 128;
    const cr = (samples[at + 2] ?? 0) - 128;
    rgb[at] = y + 1.402 * cr;
    rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[at + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}
