import { type Paint, paintFor } from './colours.ts';
import { columnsOf, type Terminal } from './terminal.ts';

/** What a report for people has to know of the place where it will be read. */
export interface Look {
  readonly paint: Paint;
  readonly columns: number;
}

export const lookOf = ({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Look => ({
  paint: paintFor(stdout, env),
  columns: columnsOf(stdout),
});

/** For a file, whatever the terminal is. */
export const plainLook: Look = { paint: (_style, text) => text, columns: 100 };
