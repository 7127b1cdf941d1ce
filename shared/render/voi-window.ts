/** PS3.3 C.11.2.1.3: VOI LUT Function (0028,1056). */
export type WindowFunction = 'linear' | 'linear-exact' | 'sigmoid';

export interface VoiWindow {
  readonly center: number;
  readonly width: number;
  readonly function: WindowFunction;
}

/** PS3.3 C.11.2.1.2.1: a width below 1 has no meaning for LINEAR, and one of 0 or less for none. */
export function isValidWindow({ center, width, function: shape }: VoiWindow): boolean {
  return Number.isFinite(center) && Number.isFinite(width) && (shape === 'linear' ? width >= 1 : width > 0);
}

/** From a modality value to 0…1, by the formulas of PS3.3 C.11.2.1.2.1, C.11.2.1.3.1 and C.11.2.1.3.2. */
export function windowed({ center, width, function: shape }: VoiWindow): (value: number) => number {
  if (shape === 'sigmoid') return (value) => 1 / (1 + Math.exp((-4 * (value - center)) / width));
  if (shape === 'linear-exact') return ramp(center, width);
  return ramp(center - 0.5, width - 1);
}

/** Values at the lower end are below, those at the upper end are still inside, as the standard has it. */
function ramp(center: number, width: number): (value: number) => number {
  const [low, high] = [center - width / 2, center + width / 2];
  return (value) => {
    if (value <= low) return 0;
    return value > high ? 1 : (value - center) / width + 0.5;
  };
}
