import sharp from 'sharp';

export interface PictureDifference {
  /** Of 255, over all pixels and channels. */
  readonly meanDifference: number;
  /** Structural similarity (Wang et al. 2004) of the greys, over blocks of 8 by 8; 1 is the same picture. */
  readonly similarity: number;
}

/** `undefined` where the pictures are not of one size: then there is nothing to compare. */
export async function pictureDifference(one: Uint8Array, other: Uint8Array): Promise<PictureDifference | undefined> {
  const [a, b] = await Promise.all([rgbOf(one), rgbOf(other)]);
  if (a.width !== b.width || a.height !== b.height) return undefined;
  let sum = 0;
  for (let at = 0; at < a.pixels.length; at += 1) sum += Math.abs((a.pixels[at] ?? 0) - (b.pixels[at] ?? 0));
  return { meanDifference: sum / a.pixels.length, similarity: similarityOf(greysOf(a), greysOf(b)) };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

async function rgbOf(bytes: Uint8Array): Promise<Picture> {
  const image = sharp(bytes, { limitInputPixels: false }).toColourspace('srgb').removeAlpha();
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, pixels: data };
}

function greysOf({ width, height, pixels }: Picture): Picture {
  const greys = new Uint8Array(width * height);
  for (let at = 0; at < greys.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [pixels[at * 3], pixels[at * 3 + 1], pixels[at * 3 + 2]];
    greys[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { width, height, pixels: greys };
}

const side = 8;

function similarityOf(a: Picture, b: Picture): number {
  let sum = 0;
  let blocks = 0;
  for (let top = 0; top < a.height; top += side) {
    for (let left = 0; left < a.width; left += side) {
      sum += blockSimilarity(a, b, { top, left });
      blocks += 1;
    }
  }
  return sum / blocks;
}

const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];

function blockSimilarity(
  a: Picture,
  b: Picture,
  { top, left }: { readonly top: number; readonly left: number },
): number {
  let [count, sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y < Math.min(top + side, a.height); y += 1) {
    for (let x = left; x < Math.min(left + side, a.width); x += 1) {
      const [one, other] = [a.pixels[y * a.width + x] ?? 0, b.pixels[y * a.width + x] ?? 0];
      count += 1;
      sumA += one;
      sumB += other;
      squaresA += one * one;
      squaresB += other * other;
      products += one * other;
    }
  }
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [varianceA, varianceB] = [squaresA / count - meanA ** 2, squaresB / count - meanB ** 2];
  const covariance = products / count - meanA * meanB;
  const luminance = (2 * meanA * meanB + c1) / (meanA ** 2 + meanB ** 2 + c1);
  return (luminance * (2 * covariance + c2)) / (varianceA + varianceB + c2);
}
