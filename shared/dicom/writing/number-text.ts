const maxDecimalLength = 16;

/** A number as Decimal String (PS3.5 6.2), which has 16 characters; a sender who needs more digits sends text (PS3.18 F.2.3.1). */
export function decimalText(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const shortest = String(value);
  if (shortest.length <= maxDecimalLength) return shortest;
  for (let digits = maxDecimalLength; digits > 0; digits--) {
    const rounded = String(Number(value.toPrecision(digits)));
    if (rounded.length <= maxDecimalLength) return rounded;
  }
  return undefined;
}

/** A number as Integer String (PS3.5 6.2): 32 bits with sign. */
export function integerText(value: number): string | undefined {
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31 ? String(value) : undefined;
}
