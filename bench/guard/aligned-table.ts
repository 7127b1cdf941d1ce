/** The first column to the left, the others to the right, as numbers want it. */
export function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join('');
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export function short(number: number): string {
  return number.toFixed(number >= 100 ? 0 : number >= 10 ? 1 : 2);
}
