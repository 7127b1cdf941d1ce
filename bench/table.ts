import type { Figure, SectionFigures } from './measure.ts';

/** Ratios stand last, because only they mean something on another machine: above 1 the first target does better. */
export function tableOf(sections: readonly SectionFigures[], names: readonly string[]): string {
  const ratioHead = names.length > 1 ? ['ratio'] : [];
  const rows = [
    ['work', 'at a time', ...names, ...ratioHead],
    ...sections.flatMap(({ section, figures, peakMegabytes }) => [
      ...figures.map(figureRow),
      memoryRow(section, peakMegabytes),
    ]),
  ];
  const notes = sections.flatMap(({ figures }) => figures.flatMap((figure) => complaintsOf(figure, names)));
  return [...aligned(rows), ...notes].map((line) => `${line}\n`).join('');
}

function figureRow({ work, unit, connections, rates }: Figure): readonly string[] {
  return [`${work} (${unit})`, String(connections), ...rates.map(short), ...ratioOf(rates[0], rates[1])];
}

/** Less memory is better, so here the other one's is divided by ours. */
function memoryRow(section: string, peaks: readonly (number | undefined)[]): readonly string[] {
  return [`${section}: peak memory (MB)`, '', ...peaks.map(short), ...ratioOf(peaks[1], peaks[0])];
}

function ratioOf(better: number | undefined, reference: number | undefined): readonly string[] {
  return better === undefined || reference === undefined ? [] : [`${short(better / reference)}×`];
}

function short(number: number | undefined): string {
  if (number === undefined) return '–';
  return number.toFixed(number >= 100 ? 0 : number >= 10 ? 1 : 2);
}

function complaintsOf({ work, connections, complaints }: Figure, names: readonly string[]): readonly string[] {
  return complaints.flatMap((complaint, position) =>
    complaint === undefined ? [] : [`! ${names[position]}, ${work}, ${connections} at a time: ${complaint}`],
  );
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}
