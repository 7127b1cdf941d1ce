import { isCommonWord, isPlaceholderWord, isTechnicalWord } from './everyday-words.ts';
import { foldLetters } from './fold-letters.ts';

/** How much a name's word says when it is seen: nobody else's, an ordinary word too, or a word of examinations. */
export type WordKind = 'rare' | 'common' | 'technical';

/** A spelling to look for, folded as the text is. */
export interface NameWord {
  readonly spelling: string;
  /** Spellings of one word of a name share it; a pair is made of two different ones. */
  readonly word: string;
  readonly isFamily: boolean;
  readonly kind: WordKind;
  /** Family and given name written as one. */
  readonly isWholeName: boolean;
}

export interface NameWords {
  readonly words: readonly NameWord[];
  /** Initials of given names, and words of two letters: they count only right beside another word of the name. */
  readonly companions: ReadonlySet<string>;
}

/** More than any person has; names are searched one spelling at a time, so there has to be an end. */
const maxSpellings = 64;
/** PS3.5 6.2: a component group of PN has at most 64 characters; a longer word is no name, and slow to look for. */
const maxLetters = 64;

/** PS3.5 6.2.1.1: prefix and suffix (`Dr`, `Jr`) are everybody's, so only family, given and middle names are looked for. */
export function nameWordsOf(names: readonly string[]): NameWords {
  const parsed = names.map(partsOf);
  const words = parsed.flatMap((parts) => [...parts.family, ...parts.given].flatMap(spellingsOf));
  const wholeNames = parsed.flatMap(wholeNamesOf);
  const distinct = new Map([...words, ...wholeNames].map((word) => [word.spelling, word]));
  return {
    words: [...distinct.values()].slice(0, maxSpellings),
    companions: new Set(parsed.flatMap(companionsOf)),
  };
}

interface Part {
  /** As written, for spellings that folding would lose. */
  readonly raw: string;
  readonly text: string;
  readonly isFamily: boolean;
}

interface NameParts {
  readonly family: readonly Part[];
  readonly given: readonly Part[];
  /** All words of the family name and of the first given name as one, the little ones too: `VANDENBERG`, `LUISOTAVIO`. */
  readonly wholeFamily: readonly Part[];
  readonly wholeGiven: readonly Part[];
  /** Of all words of the given names, folded. */
  readonly initials: readonly string[];
}

function partsOf(name: string): NameParts {
  const [family = '', ...given] = name.split('^', 3);
  return {
    family: wordsOf(family, true),
    given: given.flatMap((component) => wordsOf(component, false)),
    wholeFamily: wholeOf(family, true),
    wholeGiven: wholeOf(given[0] ?? '', false),
    initials: given
      .flatMap(piecesOf)
      .flatMap((piece) => (isUnspaced(piece) ? [] : [foldLetters(piece).text.charAt(0)])),
  };
}

/** A word with a digit (`CT01`, `LIDC-0001`) is a code: the echo of identifiers looks for those. */
function wordsOf(component: string, isFamily: boolean): Part[] {
  const pieces = piecesOf(component).filter((piece) => !isPlaceholderWord(foldLetters(piece).text));
  const joined = pieces.length > 1 && pieces.length < 5 ? [pieces.join('')] : [];
  return [...pieces, ...joined].map((raw) => ({ raw, text: foldLetters(raw).text, isFamily }));
}

const piecesOf = (component: string): string[] =>
  component
    .normalize('NFC')
    .split(/[\s,;/()"_]+/)
    .filter((word) => !/\p{N}/u.test(word))
    .flatMap((word) => word.split(/[^\p{L}\p{M}]+/u))
    .filter((piece) => piece !== '');

function wholeOf(component: string, isFamily: boolean): Part[] {
  const pieces = piecesOf(component);
  if (pieces.length < 2 || pieces.length > 4) return [];
  const raw = pieces.join('');
  return [{ raw, text: foldLetters(raw).text, isFamily }];
}

function spellingsOf({ raw, text, isFamily }: Part): NameWord[] {
  if (text.length < shortest(text) || text.length > maxLetters) return [];
  return [...transliterationsOf(raw)].map((spelling) => ({
    spelling,
    word: text,
    isFamily,
    kind: kindOf(text),
    isWholeName: false,
  }));
}

export const isUnspaced = (text: string): boolean =>
  /[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af]/.test(text);

const shortest = (text: string): number => (isUnspaced(text) ? 2 : 3);

function kindOf(word: string): WordKind {
  if (isTechnicalWord(word)) return 'technical';
  return isCommonWord(word) ? 'common' : 'rare';
}

const digraphs: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  å: 'aa',
  æ: 'ae',
  ø: 'oe',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
};

/** `Müller` folds to `muller`; whoever types `Mueller` means the same, and the other way round. */
function transliterationsOf(raw: string): Set<string> {
  const plain = foldLetters(raw).text;
  const shortened = plain.length < 5 ? plain : plain.replace(/([aou])e/g, '$1');
  return new Set([plain, lengthened(raw), shortened]);
}

const lengthened = (raw: string): string =>
  foldLetters(raw.toLowerCase().replace(/[äöüåæøœßþ]/g, (letter) => digraphs[letter] ?? letter)).text;

/** `JaneDoe`, `doejane`; a name of single characters (`王^东`) is found only so. */
function wholeNamesOf({ family, given, wholeFamily, wholeGiven }: NameParts): NameWord[] {
  const firsts = [...given.slice(0, 1), ...wholeGiven];
  return [...family, ...wholeFamily].flatMap((last) => firsts.flatMap((first) => wholeName(last, first)));
}

function wholeName(last: Part, first: Part): NameWord[] {
  const kinds = [kindOf(last.text), kindOf(first.text)];
  if (last.text.length + first.text.length > maxLetters) return [];
  if (isUnspaced(last.text)) return unspacedWholeName(last, first);
  if (last.text.length < 2 || first.text.length < 2 || last.text.length + first.text.length < 6) return [];
  if (!kinds.includes('rare')) return [];
  const spellings = [last.text, lengthened(last.raw)].flatMap((family) =>
    [first.text, lengthened(first.raw)].flatMap((given) => [`${family}${given}`, `${given}${family}`]),
  );
  return [...new Set(spellings)].map(asWholeName);
}

function unspacedWholeName(last: Part, first: Part): NameWord[] {
  const separators = last.text.length === 1 || first.text.length === 1 ? ['', ' ', '^', '\u3000'] : [''];
  return separators.map((separator) => asWholeName(`${last.text}${separator}${first.text}`));
}

const asWholeName = (spelling: string): NameWord => ({
  spelling,
  word: spelling,
  isFamily: true,
  kind: 'rare',
  isWholeName: true,
});

function companionsOf({ family, given, initials }: NameParts): string[] {
  const spaced = [...family, ...given].filter(({ text }) => !isUnspaced(text));
  return [...initials, ...spaced.filter(({ text }) => text.length === 2).map(({ text }) => text)];
}
