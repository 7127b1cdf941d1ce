import type { DicomJson, DicomJsonValue, PersonName } from '../dicom/dicom-json.ts';
import { GatewayError } from '../errors.ts';
import { itemsOf } from './json-values.ts';

/** One content item of a structured report (PS3.3 C.17.3), as a reader needs it. */
export interface ReportItem {
  /** 0 for the document itself. */
  readonly depth: number;
  readonly isSection: boolean;
  readonly name: string;
  readonly value: string;
}

/** A report of more items is read by a program and by no person. */
const maxReportItems = 20_000;

/** The content tree, top down; items nest no deeper than the reader of instances lets sequences nest. */
export function reportContentOf(dicomJson: DicomJson): readonly ReportItem[] {
  const items: ReportItem[] = [];
  addItem(dicomJson, 0, items);
  return items;
}

function addItem(item: DicomJson, depth: number, items: ReportItem[]): void {
  if (items.length >= maxReportItems) {
    throw new GatewayError(
      'rendering-too-large',
      `The report has more than ${maxReportItems} content items; retrieve it as application/dicom.`,
    );
  }
  const type = wordOf(item['0040A040']?.Value?.[0]);
  items.push({
    depth,
    isSection: type === 'CONTAINER',
    name: codeIn(item, '0040A043'),
    value: itemValueOf(item, type),
  });
  for (const child of itemsOf(item, '0040A730')) addItem(child, depth + 1, items);
}

/** PS3.3 Table C.17.3-7. */
function itemValueOf(item: DicomJson, type: string): string {
  if (type === 'CODE') return codeIn(item, '0040A168');
  if (type === 'NUM') return measurementIn(item);
  if (type === 'PNAME') return nameOf(item['0040A123']?.Value?.[0]);
  if (referringTypes.has(type)) return referencesIn(item);
  if (type === 'SCOORD' || type === 'SCOORD3D') return `${first(item, '00700023').toLowerCase()} on an image`;
  if (type === 'TCOORD') return `${first(item, '0040A130').toLowerCase()} in time`;
  const tag = tagOfValue[type];
  return tag === undefined ? '' : textIn(item, tag);
}

const referringTypes: ReadonlySet<string> = new Set(['IMAGE', 'COMPOSITE', 'WAVEFORM']);

const tagOfValue: Readonly<Record<string, string>> = {
  TEXT: '0040A160',
  DATE: '0040A121',
  TIME: '0040A122',
  DATETIME: '0040A120',
  UIDREF: '0040A124',
};

function textIn(item: DicomJson, tag: string): string {
  if (item[tag]?.BulkDataURI !== undefined) return '(a long text, to be had as bulk data)';
  return first(item, tag);
}

const first = (item: DicomJson, tag: string): string => wordOf(item[tag]?.Value?.[0]);

/** Code Meaning, or the code where a writer left the meaning out. */
function codeIn(item: DicomJson, tag: string): string {
  const [code] = itemsOf(item, tag);
  if (code === undefined) return '';
  return first(code, '00080104') || first(code, '00080100') || first(code, '00080119');
}

function measurementIn(item: DicomJson): string {
  const [measured] = itemsOf(item, '0040A300');
  if (measured === undefined) return codeIn(item, '0040A301');
  const [unit] = itemsOf(measured, '004008EA');
  const unitCode = unit === undefined ? '' : first(unit, '00080100');
  const shown = unitCode === '1' || unitCode.startsWith('{') ? '' : unitCode;
  return `${first(measured, '0040A30A')} ${shown}`.trim();
}

function referencesIn(item: DicomJson): string {
  return itemsOf(item, '00081199')
    .map((reference) => {
      const frames = (reference['00081160']?.Value ?? []).map(wordOf).join(', ');
      return `instance ${first(reference, '00081155')}${frames === '' ? '' : `, frame ${frames}`}`;
    })
    .join('; ');
}

export function nameOf(value: DicomJsonValue | undefined): string {
  const name = typeof value === 'object' && value !== null ? (value as PersonName) : {};
  const groups = [name.Alphabetic, name.Ideographic].filter((group) => group !== undefined);
  return groups.map(readableName).join(' / ');
}

/** PS3.5 6.2.1.1: family, given, middle, prefix, suffix. */
function readableName(group: string): string {
  const [family = '', ...rest] = group.split('^');
  return [family, rest.filter((part) => part !== '').join(' ')].filter((part) => part !== '').join(', ');
}

const wordOf = (value: DicomJsonValue | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
