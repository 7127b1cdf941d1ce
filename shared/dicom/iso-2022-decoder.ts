import { ascii, type CodeElement, escapeSequences } from './code-elements.ts';

/** The sets that are in place at the start of a value and after every delimiter (PS3.5 6.1.2.5.1). */
export interface InitialSets {
  readonly g0: CodeElement;
  readonly g1: CodeElement;
}

const escapeByte = 0x1b;
const lineControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d]);

interface State {
  g0: CodeElement;
  g1: CodeElement;
  text: string;
  /** The run of bytes that one set will decode: from here … */
  runStart: number;
  runSet: CodeElement;
}

/**
 * PS3.5 6.1.2.5.3: text whose escape sequences change the set in the middle. `delimiters` are the bytes that bring the
 * initial sets back, besides the ends of lines; an unknown escape sequence stays as replacement characters.
 */
export function decodeIso2022(bytes: Buffer, initial: InitialSets, delimiters: ReadonlySet<number>): string {
  const state: State = { ...initial, text: '', runStart: 0, runSet: ascii };
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    if (byte === escapeByte) at = applyEscape(bytes, at, state);
    else if (isReset(byte, state, delimiters)) at = reset(bytes, at, { state, initial });
    else at = extendRun(bytes, at, state);
  }
  flush(bytes, bytes.length, state);
  return state.text;
}

function applyEscape(bytes: Buffer, at: number, state: State): number {
  flush(bytes, at, state);
  const following = bytes.toString('latin1', at + 1, at + 4);
  const found = escapeSequences.find(([sequence]) => following.startsWith(sequence));
  if (found === undefined) state.text += '\uFFFD';
  else state[found[1].register] = found[1];
  state.runStart = at + 1 + (found?.[0].length ?? 0);
  return state.runStart;
}

/** Within a double-byte set of the lower half a delimiter's value may be half of a character. */
function isReset(byte: number, { g0 }: State, delimiters: ReadonlySet<number>): boolean {
  if (lineControls.has(byte)) return true;
  return g0.bytesPerCharacter === 1 && delimiters.has(byte);
}

function reset(bytes: Buffer, at: number, { state, initial }: { state: State; initial: InitialSets }): number {
  flush(bytes, at, state);
  state.g0 = initial.g0;
  state.g1 = initial.g1;
  state.text += String.fromCharCode(bytes[at] as number);
  state.runStart = at + 1;
  return at + 1;
}

function extendRun(bytes: Buffer, at: number, state: State): number {
  const byte = bytes[at] as number;
  const isControl = byte <= 0x20;
  const set = isControl ? ascii : byte < 0x80 ? state.g0 : state.g1;
  if (set !== state.runSet) flush(bytes, at, state);
  state.runSet = set;
  return Math.min(at + set.bytesPerCharacter, bytes.length);
}

function flush(bytes: Buffer, end: number, state: State): void {
  if (end > state.runStart) state.text += state.runSet.decode(bytes.subarray(state.runStart, end));
  state.runStart = end;
}
