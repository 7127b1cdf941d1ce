/** One ellipse of the phantom, in units of half the image width; `value` is added inside it, in Hounsfield units. */
interface Ellipse {
  readonly value: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Half the extent along the patient, so that slices differ. */
  readonly halfDepth: number;
  readonly x: number;
  readonly y: number;
  readonly degrees: number;
}

/** The head of Shepp and Logan (1974) with contrasts that a CT window shows: skull, brain, ventricles, three lesions. */
const head: readonly Ellipse[] = [
  { value: 1900, halfWidth: 0.69, halfHeight: 0.92, halfDepth: 0.9, x: 0, y: 0, degrees: 0 },
  { value: -860, halfWidth: 0.6624, halfHeight: 0.874, halfDepth: 0.88, x: 0, y: -0.0184, degrees: 0 },
  { value: -30, halfWidth: 0.11, halfHeight: 0.31, halfDepth: 0.22, x: 0.22, y: 0, degrees: -18 },
  { value: -30, halfWidth: 0.16, halfHeight: 0.41, halfDepth: 0.28, x: -0.22, y: 0, degrees: 18 },
  { value: 25, halfWidth: 0.21, halfHeight: 0.25, halfDepth: 0.41, x: 0, y: 0.35, degrees: 0 },
  { value: 20, halfWidth: 0.046, halfHeight: 0.046, halfDepth: 0.5, x: 0, y: 0.1, degrees: 0 },
  { value: 20, halfWidth: 0.046, halfHeight: 0.023, halfDepth: 0.2, x: -0.08, y: -0.605, degrees: 0 },
  { value: 35, halfWidth: 0.023, halfHeight: 0.046, halfDepth: 0.2, x: 0.06, y: -0.605, degrees: 0 },
];

const air = -1000;

/** What stored pixel values are larger by than Hounsfield units, as in most CT (Rescale Intercept −1024). */
export const rescaleIntercept = -1024;

/** 16-bit stored values of one slice, row by row; `z` runs from −1 (feet) to 1 (head). */
export function phantomPixels(size: number, z: number): Uint16Array {
  const visible = head.filter(({ halfDepth }) => Math.abs(z) < halfDepth);
  const pixels = new Uint16Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const x = (2 * column + 1) / size - 1;
      const y = 1 - (2 * row + 1) / size;
      const inside = visible.filter((ellipse) => contains(ellipse, { x, y, z }));
      const hounsfield = inside.reduce((sum, { value }) => sum + value, air);
      pixels[row * size + column] = Math.max(0, hounsfield - rescaleIntercept);
    }
  }
  return pixels;
}

function contains(ellipse: Ellipse, point: { readonly x: number; readonly y: number; readonly z: number }): boolean {
  const turn = (ellipse.degrees * Math.PI) / 180;
  const dx = point.x - ellipse.x;
  const dy = point.y - ellipse.y;
  const across = (dx * Math.cos(turn) + dy * Math.sin(turn)) / ellipse.halfWidth;
  const along = (dy * Math.cos(turn) - dx * Math.sin(turn)) / ellipse.halfHeight;
  const deep = point.z / ellipse.halfDepth;
  return across ** 2 + along ** 2 + deep ** 2 <= 1;
}
