/** `YYYYMMDDHHMMSS.FFFFFF` so many minutes later; seconds and their fraction stay as they are, a leap second too. */
export function shiftedMoment(moment: string, minutes: number): string {
  const [year, month, day, hours, minute] = [
    moment.slice(0, 4),
    moment.slice(4, 6),
    moment.slice(6, 8),
    moment.slice(8, 10),
    moment.slice(10, 12),
  ].map(Number) as [number, number, number, number, number];
  const shifted = new Date(0);
  shifted.setUTCFullYear(year, month - 1, day);
  shifted.setUTCHours(hours, minute + minutes);
  if (Number.isNaN(shifted.getTime()) || shifted.getUTCFullYear() < 0 || shifted.getUTCFullYear() > 9999) return moment;
  const digits = shifted.toISOString().replace(/\D/g, '');
  return digits.slice(0, 12) + moment.slice(12);
}
