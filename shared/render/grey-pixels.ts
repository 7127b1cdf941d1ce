import { type Extent, type GreyPlan, greyTransform, modalityValueOf } from './grey-transform.ts';

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
  const table = values.length > valuesOfTable ? tableFor(values, toGrey) : undefined;
  const pixels = new Uint8Array(values.length);
  if (table === undefined) {
    for (let index = 0; index < values.length; index += 1) pixels[index] = toGrey(values[index] ?? 0);
    return pixels;
  }
  const { offset, greys } = table;
  for (let index = 0; index < values.length; index += 1) pixels[index] = greys[(values[index] ?? 0) + offset] ?? 0;
  return pixels;
}

const valuesOfTable = 0x1_0000;

interface GreyTable {
  readonly offset: number;
  readonly greys: Uint8Array;
}

function tableFor(values: StoredValues, toGrey: (stored: number) => number): GreyTable | undefined {
  if (values.BYTES_PER_ELEMENT > 2) return undefined;
  const isSigned = values instanceof Int8Array || values instanceof Int16Array;
  const offset = isSigned ? valuesOfTable / 2 : 0;
  const greys = Uint8Array.from({ length: valuesOfTable }, (_, index) => toGrey(index - offset));
  return { offset, greys };
}

/** Of the modality values that are image; NaN and the infinities of float pixel data are none. */
function extentOf(values: StoredValues, { modality, padding }: GreyPlan): Extent {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const toModality = modalityValueOf(modality);
  for (const stored of values) {
    if (padding !== undefined && stored >= padding.from && stored <= padding.to) continue;
    const value = toModality(stored);
    if (!Number.isFinite(value)) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least > greatest ? [0, 1] : [least, greatest];
}
