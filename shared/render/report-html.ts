import type { DicomJson } from '../dicom/dicom-json.ts';
import { type ReportItem, reportContentOf } from './report-content.ts';
import { reportHeadingOf } from './report-heading.ts';

/** A report as a page: no script, no style, nothing that is fetched, and every character of the data set escaped. */
export function reportHtml(dicomJson: DicomJson): string {
  const [document, ...items] = reportContentOf(dicomJson);
  const title = escaped(document?.name || 'Report');
  const heading = reportHeadingOf(dicomJson).map(
    ([label, value]) => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`,
  );
  return [
    '<!DOCTYPE html>',
    `<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>`,
    `<body><h1>${title}</h1>`,
    `<table>${heading.join('')}</table>`,
    ...items.map(itemHtml),
    '</body></html>\n',
  ].join('\n');
}

/** HTML has six levels of headings. */
function itemHtml({ depth, isSection, name, value }: ReportItem): string {
  const level = Math.min(depth + 1, 6);
  if (isSection) return name === '' ? '<hr>' : `<h${level}>${escaped(name)}</h${level}>`;
  const label = name === '' ? '' : `<b>${escaped(name)}:</b> `;
  return `<p>${label}${escaped(value).replace(/\r\n|\r|\n/g, '<br>')}</p>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Everything that could be more than a character, and control characters, which HTML does not allow. */
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '').replace(/[^\P{Cc}\n\r\t]/gu, '\uFFFD');
