import type { Bounds } from '../ports/search-query.ts';

/** What a date or time was asked for: its bounds, and whether it was written as a range. */
export interface AskedBounds {
  readonly bounds: Bounds;
  readonly isRange: boolean;
}

/** PS3.4 C.2.2.2.5.1: `YYYYMMDD`, `from-to`, `from-` or `-to`; undefined for anything else. */
export function parseDateBounds(text: string): AskedBounds | undefined {
  return parseBounds(text, (date) => (isDate(date) ? { from: date, to: date } : undefined));
}

/** PS3.4 C.2.2.2.5.2: as dates; a time that leaves parts out stands for all of its hour, minute or second. */
export function parseTimeBounds(text: string): AskedBounds | undefined {
  return parseBounds(text, spanOfTime);
}

/** All that one date or time covers. */
type Span = Required<Bounds>;

function parseBounds(text: string, spanOf: (part: string) => Span | undefined): AskedBounds | undefined {
  const parts = text.split('-').map((part) => part.trim());
  const [first = '', second] = parts;
  if (parts.length > 2 || (first === '' && (second === undefined || second === ''))) return undefined;
  const from = first === '' ? undefined : spanOf(first);
  const to = second === undefined ? from : second === '' ? undefined : spanOf(second);
  const isBroken = (first !== '' && from === undefined) || (second && to === undefined);
  if (isBroken) return undefined;
  return { bounds: { from: from?.from, to: to?.to }, isRange: second !== undefined };
}

function isDate(text: string): boolean {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts === null) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function spanOfTime(text: string): Span | undefined {
  const parts = /^([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d|60)(?:\.(\d{1,6}))?)?)?$/.exec(text);
  if (parts === null) return undefined;
  const [, hours = '', minutes, seconds, fraction = ''] = parts;
  return {
    from: `${hours}${minutes ?? '00'}${seconds ?? '00'}.${fraction.padEnd(6, '0')}`,
    to: `${hours}${minutes ?? '59'}${seconds ?? '59'}.${fraction.padEnd(6, '9')}`,
  };
}
