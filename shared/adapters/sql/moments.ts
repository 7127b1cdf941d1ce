import type { DicomJson } from '../../dicom/dicom-json.ts';
import { shiftedMoment } from '../../search/shifted-moment.ts';
import { parseUtcOffset } from '../../search/utc-offset.ts';
import { dateColumn, timeColumn } from './attribute-values.ts';

/** PS3.3 C.12.1.1.8: minutes east of UTC; undefined where the instance does not say. */
export function offsetOf(dicomJson: DicomJson): number | undefined {
  const text = dicomJson['00080201']?.Value?.[0];
  return typeof text === 'string' ? parseUtcOffset(text.trim()) : undefined;
}

/** The UTC of a date and time (`YYYYMMDDHHMMSS.FFFFFF`); empty where date, time or zone is unknown: such are compared as they are. */
export function momentColumn(dicomJson: DicomJson, dateTag: string, timeTag: string): string {
  const offset = offsetOf(dicomJson);
  if (offset === undefined) return '';
  const date = dateColumn(dicomJson, dateTag);
  const time = timeColumn(dicomJson, timeTag);
  return date === '' || time === '' ? '' : shiftedMoment(date + time, -offset);
}

const dateTime = /^(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.(\d{1,6}))?([+-]\d{4})?$/;

/** A DT value in UTC, in its own zone, else in its instance's, else as it is; empty where it is none. */
export function utcDateTimeText(text: string, offset: number | undefined): string {
  const parts = dateTime.exec(text);
  if (parts === null) return '';
  const [, year, month = '01', day = '01', hours = '00', minutes = '00', seconds = '00', fraction = '', zone] = parts;
  const local = `${year}${month}${day}${hours}${minutes}${seconds}.${fraction.padEnd(6, '0')}`;
  const own = zone === undefined ? offset : parseUtcOffset(zone);
  return own === undefined ? local : shiftedMoment(local, -own);
}
