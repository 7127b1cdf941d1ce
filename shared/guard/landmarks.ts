/** Where runs of digits and words begin in a text; most of what detectors look for begins at one of them. */
export interface Landmarks {
  readonly digits: DigitRuns;
  readonly words: Words;
}

/** Longest possible: before and after each stands no digit. */
export interface DigitRuns {
  /** Ascending, as long as there are runs. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** The first word behind each, by its index in {@link Words}. */
  readonly nextWords: Int32Array;
}

/** Longest possible runs of the letters of European languages. */
export interface Words {
  readonly starts: Int32Array;
  /** What a {@link WordSet} knows each word by, without case. */
  readonly hashes: Uint16Array;
}

export const [digit, letter] = [1, 2] as const;

/** By the code of a character; all else is neither. */
export const kindOfCode = new Uint8Array(0x10000);
for (const [kind, first, last] of [
  [digit, '0', '9'],
  [letter, 'A', 'Z'],
  [letter, 'a', 'z'],
  [letter, '\u00c0', '\u00d6'],
  [letter, '\u00d8', '\u00f6'],
  [letter, '\u00f8', '\u017f'],
] as const) {
  kindOfCode.fill(kind, first.charCodeAt(0), last.charCodeAt(0) + 1);
}

/** One pass for all detectors: a pattern that looks for its digits by itself costs as much as all of this. */
export function findLandmarks(text: string): Landmarks {
  const codes = codesOf(text);
  const most = (codes.length >> 1) + 1;
  const digits = { starts: new Int32Array(most), ends: new Int32Array(most), nextWords: new Int32Array(most) };
  const words = { starts: new Int32Array(most), hashes: new Uint16Array(most) };
  let runCount = 0;
  let wordCount = 0;
  for (let at = 0; at < codes.length; ) {
    const kind = kindOfCode[codes[at] as number] as number;
    if (kind === digit) {
      digits.starts[runCount] = at;
      at = endOf(codes, at, digit);
      digits.nextWords[runCount] = wordCount;
      digits.ends[runCount++] = at;
    } else if (kind === letter) {
      words.starts[wordCount] = at;
      const end = endOf(codes, at, letter);
      words.hashes[wordCount++] = hashOf(codes, at, end);
      at = end;
    } else at += 1;
  }
  return { digits: firstOf(digits, runCount), words: firstOf(words, wordCount) };
}

function endOf(codes: Uint16Array, start: number, kind: number): number {
  let at = start + 1;
  while (at < codes.length && kindOfCode[codes[at] as number] === kind) at += 1;
  return at;
}

/** Without case: bit 5 is that of a Latin letter. */
function hashOf(codes: Uint16Array, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + ((codes[at] as number) | 0x20)) | 0;
  return (hash ^ (hash >>> 16)) & 0xffff;
}

const firstOf = <Columns extends Readonly<Record<string, Int32Array | Uint16Array>>>(
  columns: Columns,
  count: number,
): Columns =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.subarray(0, count)])) as Columns;

/** Of each UTF-16 unit; a string has to be asked for them one by one. */
function codesOf(text: string): Uint16Array {
  const bytes = Buffer.from(text, 'utf16le');
  return new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
}

type IsWanted = (start: number, end: number, nextWord: number) => boolean;

/** Where runs of so many digits begin, of those that are wanted; ascending. */
export function runsOf(
  { starts, ends, nextWords }: DigitRuns,
  fewest: number,
  most: number,
  isWanted: IsWanted,
): number[] {
  const wanted: number[] = [];
  for (let run = 0; run < starts.length; run++) {
    const start = starts[run] as number;
    const end = ends[run] as number;
    if (end - start < fewest || end - start > most) continue;
    if (isWanted(start, end, nextWords[run] as number)) wanted.push(start);
  }
  return wanted;
}

/** Words that tell a detector where to look. Another word may pass for one of them, so the pattern has the last word. */
export class WordSet {
  readonly #known = new Uint8Array(0x10000);

  constructor(words: Iterable<string>) {
    for (const word of words) this.#known[hashOf(codesOf(word), 0, word.length)] = 1;
  }

  /** Where words of this set begin, ascending. */
  placesIn({ starts, hashes }: Words): number[] {
    const places: number[] = [];
    for (let word = 0; word < hashes.length; word++) {
      if (this.#known[hashes[word] as number] === 1) places.push(starts[word] as number);
    }
    return places;
  }

  /** For each word, and for the end: 1 where it or one of the next is of this set, `most` words in all. */
  isNearIn({ hashes }: Words, most: number): Uint8Array {
    const isNear = new Uint8Array(hashes.length + 1);
    let distance = most;
    for (let word = hashes.length - 1; word >= 0; word--) {
      distance = this.#known[hashes[word] as number] === 1 ? 0 : distance + 1;
      isNear[word] = distance < most ? 1 : 0;
    }
    return isNear;
  }
}

/** The words in the source of a pattern that has no classes of letters: `rue|Rue|av\.` has "rue" and "av". */
export const wordsOfPattern = (source: string): readonly string[] =>
  source.replaceAll(/\\[a-z]/g, ' ').match(/[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]+/g) ?? [];
