import type { StoredValues } from './grey-pixels.ts';
import { type LookupTable, lookUp } from './lookup-table.ts';

/** PS3.3 C.7.6.3.1.5: one table a primary colour. */
export interface PalettePlan {
  readonly kind: 'palette';
  readonly tables: readonly [red: LookupTable, green: LookupTable, blue: LookupTable];
}

/** Each stored value becomes three; entries of more than 8 bits lose their lower ones. */
export function palettePixels(values: StoredValues, { tables }: PalettePlan): Uint8Array {
  const pixels = new Uint8Array(values.length * 3);
  for (const [channel, table] of tables.entries()) {
    const scale = 255 / table.maxEntry;
    for (let index = 0; index < values.length; index += 1) {
      pixels[index * 3 + channel] = Math.round(lookUp(table, values[index] ?? 0) * scale);
    }
  }
  return pixels;
}
