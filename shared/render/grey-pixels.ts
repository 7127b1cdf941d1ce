import { type Extent, type GreyPlan, greyTransform, modalityValueOf, type PaddingRange } from './grey-transform.ts';

/** A frame's stored values, sign and unused bits settled. */
export type StoredValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** The greyscale pipeline over a whole frame; where there are more pixels than values each value is worked out once. */
export function greyPixels(values: StoredValues, plan: GreyPlan): Uint8Array {
  const toGrey = greyTransform(plan, () => extentOf(values, plan));
  const table = values.BYTES_PER_ELEMENT > 2 ? undefined : tableFor(values, toGrey);
  const pixels = new Uint8Array(values.length);
  if (table === undefined) {
    for (let index = 0; index < values.length; index += 1) pixels[index] = toGrey(values[index] ?? 0);
    return pixels;
  }
  const { least, greys } = table;
  for (let index = 0; index < values.length; index += 1)
    pixels[index] = greys[(values[index] as number) - least] as number;
  return pixels;
}

interface GreyTable {
  readonly least: number;
  readonly greys: Uint8Array;
}

/** From the least to the greatest value that the frame has; none where that would be more work than its pixels. */
function tableFor(values: StoredValues, toGrey: (stored: number) => number): GreyTable | undefined {
  const [least, greatest] = storedExtentOf(values, undefined);
  const count = greatest - least + 1;
  if (!(count < values.length)) return undefined;
  const greys = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) greys[index] = toGrey(least + index);
  return { least, greys };
}

/** Of the modality values that are image: of a rescale the ends are the ends of what is stored. */
function extentOf(values: StoredValues, { modality, padding }: GreyPlan): Extent {
  const toModality = modalityValueOf(modality);
  if (modality.kind === 'rescale') return ordered(storedExtentOf(values, padding).map(toModality));
  const shown = new Set<number>();
  for (const stored of values) if (!isPadding(stored, padding)) shown.add(stored);
  return ordered(storedExtentOf(Float64Array.from(shown, toModality), undefined));
}

function ordered([one = 0, other = 1]: readonly number[]): Extent {
  if (!Number.isFinite(one) || !Number.isFinite(other)) return [0, 1];
  return one < other ? [one, other] : [other, one];
}

/** NaN and the infinities of float pixel data are no image. */
function storedExtentOf(values: StoredValues, padding: PaddingRange | undefined): Extent {
  const isFloat = values instanceof Float32Array || values instanceof Float64Array;
  if (padding === undefined && !isFloat) return wholeExtentOf(values);
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < values.length; index += 1) {
    const stored = values[index] ?? 0;
    if (isPadding(stored, padding) || !Number.isFinite(stored)) continue;
    if (stored < least) least = stored;
    if (stored > greatest) greatest = stored;
  }
  return [least, greatest];
}

/** The usual case, which every frame goes through once or twice. */
function wholeExtentOf(values: StoredValues): Extent {
  let least = values[0] ?? 0;
  let greatest = least;
  for (let index = 1; index < values.length; index += 1) {
    const stored = values[index] as number;
    if (stored < least) least = stored;
    else if (stored > greatest) greatest = stored;
  }
  return [least, greatest];
}

const isPadding = (stored: number, padding: PaddingRange | undefined): boolean =>
  padding !== undefined && stored >= padding.from && stored <= padding.to;
