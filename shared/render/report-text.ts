import type { DicomJson } from '../dicom/dicom-json.ts';
import { type ReportItem, reportContentOf } from './report-content.ts';
import { reportHeadingOf } from './report-heading.ts';

/** A report as text: sections on lines of their own, what is below a section two spaces further in. */
export function reportText(dicomJson: DicomJson): string {
  const [document, ...items] = reportContentOf(dicomJson);
  const heading = reportHeadingOf(dicomJson).map(([label, value]) => `${label}: ${value}`);
  const lines = [document?.name || 'Report', '', ...heading, '', ...items.map(itemText)];
  return `${lines.map(withoutControls).join('\n')}\n`;
}

function itemText({ depth, isSection, name, value }: ReportItem): string {
  const indent = '  '.repeat(depth - 1);
  if (isSection) return `${indent}${name.toUpperCase()}`;
  const continued = value.replace(/\r\n|\r|\n/g, `\n${indent}  `);
  return name === '' ? `${indent}${continued}` : `${indent}${name}: ${continued}`;
}

/** An escape sequence in a report would command the terminal that shows it. */
const withoutControls = (text: string): string => text.replace(/[^\P{Cc}\n\t]/gu, '\uFFFD');
