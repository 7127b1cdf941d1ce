import type { Bounds } from '../ports/search-query.ts';
import { shiftedMoment } from './shifted-moment.ts';
import { parseUtcOffset } from './utc-offset.ts';

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

/**
 * PS3.4 C.2.2.2.5.3: as dates; in UTC where the value or the query names a zone. A hyphen before four digits at the end of a
 * value that has a day is a zone, as every zone in a range must be told from its hyphen.
 */
export function parseDateTimeBounds(text: string, offset: number | undefined): AskedBounds | undefined {
  const trimmed = text.replaceAll(' ', '');
  const alone = spanOfDateTime(trimmed, offset);
  if (alone !== undefined) return { bounds: alone, isRange: false };
  for (let hyphen = trimmed.indexOf('-'); hyphen !== -1; hyphen = trimmed.indexOf('-', hyphen + 1)) {
    const [first, second] = [trimmed.slice(0, hyphen), trimmed.slice(hyphen + 1)];
    const [from, to] = [spanOfDateTime(first, offset), spanOfDateTime(second, offset)];
    const isWhole = (first === '' || from !== undefined) && (second === '' || to !== undefined);
    if (isWhole && first + second !== '') return { bounds: { from: from?.from, to: to?.to }, isRange: true };
  }
  return undefined;
}

const dateTimePattern =
  /^(\d{4})(?:(0[1-9]|1[0-2])(?:(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])(?:([0-5]\d)(?:([0-5]\d|60)(?:\.(\d{1,6}))?)?)?)?)?)?([+-]\d{4})?$/;

function spanOfDateTime(text: string, offset: number | undefined): Span | undefined {
  const parts = dateTimePattern.exec(text);
  const [, year, month, day, hours, minutes, seconds, fraction = '', zone] = parts ?? [];
  if (year === undefined || (zone !== undefined && day === undefined)) return undefined;
  const own = zone === undefined ? offset : parseUtcOffset(zone);
  if (zone !== undefined && own === undefined) return undefined;
  const lastDay = day ?? String(new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).getUTCDate());
  const from = `${year}${month ?? '01'}${day ?? '01'}${hours ?? '00'}${minutes ?? '00'}${seconds ?? '00'}.${fraction.padEnd(6, '0')}`;
  const to = `${year}${month ?? '12'}${lastDay}${hours ?? '23'}${minutes ?? '59'}${seconds ?? '59'}.${fraction.padEnd(6, '9')}`;
  return own === undefined ? { from, to } : { from: shiftedMoment(from, -own), to: shiftedMoment(to, -own) };
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
