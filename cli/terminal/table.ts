import { stripVTControlCharacters } from 'node:util';

export interface TableShape {
  readonly maxWidth: number;
  readonly indent?: number;
  /** Columns whose cells are numbers. */
  readonly rightAligned?: readonly number[];
}

export type Row = readonly string[];

const gap = '  ';

/** Columns as wide as their cells; where they do not fit, the widest give way and their cells go on in the next line. */
export function table([titles, ...rows]: readonly Row[], shape: TableShape): string {
  const { indent = 0, maxWidth } = shape;
  if (titles === undefined) return '';
  const widths = fittingWidths([titles, ...rows], maxWidth - indent);
  const rule = widths.map((width) => '─'.repeat(width));
  return linesOf([titles, rule, ...rows], widths, shape);
}

/** Rows of a table whose widths are set beforehand, because its rows come one by one. */
export function linesOf(rows: readonly Row[], widths: readonly number[], shape: Omit<TableShape, 'maxWidth'>): string {
  const { indent = 0, rightAligned = [] } = shape;
  return rows
    .flatMap((row) => rowLines(row, widths, rightAligned))
    .map((line) => `${' '.repeat(indent)}${line}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

const narrowest = 8;

function fittingWidths(rows: readonly Row[], available: number): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const room = available - gap.length * (columns - 1);
  while (sum(widths) > room && Math.max(...widths) > narrowest) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const widthOf = (cell: string): number => stripVTControlCharacters(cell).length;

function rowLines(row: Row, widths: readonly number[], rightAligned: readonly number[]): string[] {
  const cells = widths.map((width, column) => wrapped(row[column] ?? '', width));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, column) => padded(lines[line] ?? '', widths[column] ?? 0, rightAligned.includes(column)))
      .join(gap),
  );
}

function padded(cell: string, width: number, isRight: boolean): string {
  const padding = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return isRight ? `${padding}${cell}` : `${cell}${padding}`;
}

/** After a space, a hyphen or a comma where there is one; painted cells are short and stay whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (widthOf(rest) > width && rest.length > width) {
    const end = breakIn(rest, width);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

function breakIn(text: string, width: number): number {
  const head = text.slice(0, width + 1);
  const end = Math.max(head.lastIndexOf(' '), head.slice(0, width).search(/[-,)][^-,)]*$/) + 1);
  return end > 0 ? end : width;
}
