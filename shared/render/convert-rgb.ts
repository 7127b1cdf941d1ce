import { type RgbSpaceName, rgbSpaces, type Triple } from './rgb-space.ts';

/** Pixels of sRGB as another space has them; colours that it cannot show are the nearest that it can. */
export function convertRgb(pixels: Uint8Array, name: RgbSpaceName): Uint8Array {
  if (name === 'srgb') return pixels;
  const [from, to] = [rgbSpaces.srgb, rgbSpaces[name]];
  const light = Float64Array.from({ length: 256 }, (_, value) => from.toLight(value / 255));
  const values = Uint8Array.from({ length: steps + 1 }, (_, step) => Math.round(to.toValue(step / steps) * 255));
  const [red, green, blue] = product(inverse(columns(to.primaries)), columns(from.primaries));
  const converted = new Uint8Array(pixels.length);
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const r = light[pixels[at] ?? 0] ?? 0;
    const g = light[pixels[at + 1] ?? 0] ?? 0;
    const b = light[pixels[at + 2] ?? 0] ?? 0;
    converted[at] = storedValue(red[0] * r + red[1] * g + red[2] * b, values);
    converted[at + 1] = storedValue(green[0] * r + green[1] * g + green[2] * b, values);
    converted[at + 2] = storedValue(blue[0] * r + blue[1] * g + blue[2] * b, values);
  }
  return converted;
}

/** Fine enough that two neighbours never differ by more than one value. */
const steps = 16_384;

const storedValue = (light: number, values: Uint8Array): number =>
  values[Math.round(Math.min(Math.max(light, 0), 1) * steps)] ?? 0;

type Matrix = readonly [Triple, Triple, Triple];

/** Primaries are the columns of the matrix from a space to XYZ. */
const columns = ([red, green, blue]: Matrix): Matrix => [
  [red[0], green[0], blue[0]],
  [red[1], green[1], blue[1]],
  [red[2], green[2], blue[2]],
];

const times = (row: Triple, [a, b, c]: Matrix): Triple => [
  row[0] * a[0] + row[1] * b[0] + row[2] * c[0],
  row[0] * a[1] + row[1] * b[1] + row[2] * c[1],
  row[0] * a[2] + row[1] * b[2] + row[2] * c[2],
];

const product = (one: Matrix, other: Matrix): Matrix => [
  times(one[0], other),
  times(one[1], other),
  times(one[2], other),
];

function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const over = (value: number) => value / determinant;
  return [
    [over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)],
    [over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ];
}
