import { styleText } from 'node:util';
import type { Verdict } from '../../shared/guard/verdict.ts';
import type { Screen } from './terminal.ts';

type Style = Parameters<typeof styleText>[0];

export type Paint = (style: Style, text: string) => string;

/** Colours where a person looks, and where the person has not said otherwise (no-color.org). */
export function paintFor(screen: Screen, env: Readonly<Record<string, string | undefined>>): Paint {
  const isPlain = screen.isTTY !== true || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return (style, text) => (isPlain ? text : styleText(style, text, { validateStream: false }));
}

/** The word says it too: nothing is told by colour alone. */
export const styleOf: Readonly<Record<Verdict, Style>> = {
  allow: 'green',
  flag: 'yellow',
  redact: 'yellow',
  quarantine: 'red',
  reject: ['red', 'bold'],
};
