/** A text as names are compared: lower case, no diacritics, one width and one kana, with the way back to the original. */
export interface FoldedText {
  readonly text: string;
  /** Where each folded character stood, and the end of the text; undefined where every character kept its place. */
  readonly offsets: Uint32Array | undefined;
}

/** Every letter stays one character, so offsets only move where combining marks are dropped. */
export function foldLetters(text: string): FoldedText {
  return anyMark.test(text) ? foldWithMarks(text) : { text: foldEach(text), offsets: undefined };
}

export const originalOffset = ({ offsets }: FoldedText, offset: number): number => offsets?.[offset] ?? offset;

const anyMark = /[\u0300-\u036f\u3099\u309a\uff9e\uff9f]/;
const eachMark = new RegExp(anyMark, 'g');
const foldable = /[\u00c0-\u02ff\u0370-\u052f\u1e00-\u1fff\u3041-\u30fa\uff01-\uff9d]/g;

const foldEach = (text: string): string =>
  text.replace(foldable, (letter) => folded.get(letter) ?? letter).toLowerCase();

function foldWithMarks(text: string): FoldedText {
  const offsets = new Uint32Array(text.length + 1);
  let kept = 0;
  for (let offset = 0; offset < text.length; offset++) {
    if (!isMark(text.charCodeAt(offset))) offsets[kept++] = offset;
  }
  offsets[kept] = text.length;
  return { text: foldEach(text.replace(eachMark, '')), offsets: offsets.subarray(0, kept + 1) };
}

const isMark = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f;

/** Letters that Unicode does not take apart. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: 's',
  ẞ: 's',
  æ: 'a',
  œ: 'o',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};

const folded: ReadonlyMap<string, string> = new Map(
  [
    [0xc0, 0x2ff],
    [0x370, 0x52f],
    [0x1e00, 0x1fff],
    [0x3041, 0x30fa],
    [0xff01, 0xff9d],
  ].flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, index): [string, string] => {
      const letter = String.fromCharCode(first + index);
      return [letter, foldLetter(letter)];
    }),
  ),
);

function foldLetter(letter: string): string {
  const lower = letter.toLowerCase().charAt(0);
  const base = undecomposed[lower] ?? lower.normalize('NFKD').charAt(0).toLowerCase();
  return undecomposed[base] ?? asKatakana(base);
}

/** Hiragana and katakana spell the same names; they lie 0x60 apart. */
function asKatakana(letter: string): string {
  const code = letter.charCodeAt(0);
  return code >= 0x3041 && code <= 0x3096 ? String.fromCharCode(code + 0x60) : letter;
}
