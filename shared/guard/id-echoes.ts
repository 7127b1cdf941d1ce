import { type Haystack, type Segment, segmentAt } from './haystack.ts';

/** An identifier of the data set, seen in another place. */
export interface IdEcho {
  readonly start: number;
  readonly end: number;
  readonly segment: Segment;
  /** Letters and digits of the identifier, upper case. */
  readonly core: string;
  /** It could be any number or code; only a label beside it makes it this one. */
  readonly isWeak: boolean;
  /** At most 24 characters of the same text, up to where it starts: where a label would stand. */
  readonly before: string;
}

/** The identifiers as whole tokens, also with separators put in or left out: `123-456-78` is `12345678`. */
export function* echoesOfIds(haystack: Haystack, ids: readonly string[]): Generator<IdEcho> {
  for (const core of coresOf(ids)) yield* echoesOfId(haystack, core);
}

/** Of all that are looked for; each is a search of its own, and in the worst of texts every character of it is a step. */
const maxIdCharacters = 192;

function coresOf(ids: readonly string[]): string[] {
  const cores = ids.map((id) => id.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ''));
  let characters = 0;
  return [...new Set(cores.filter(isTelling))].filter((core) => {
    characters += core.length;
    return characters <= maxIdCharacters;
  });
}

/** `0000`, `1111` and short words are nobody's; a UID in the place of an identifier is looked for as what it is. */
function isTelling(core: string): boolean {
  if (core.length > 64 || new Set(core.replace(/^[A-Z]+/, '')).size === 1) return false;
  return /[0-9]/.test(core) ? core.length >= 4 : core.length >= 6;
}

function* echoesOfId(haystack: Haystack, core: string): Generator<IdEcho> {
  for (const match of haystack.text.matchAll(patternOf(core))) {
    const [text] = match;
    const start = match.index;
    const end = start + text.length;
    const segment = segmentAt(haystack, start);
    const before = haystack.text.slice(Math.max(segment.start, start - 24), start);
    if (isPartOfNumber(haystack.text, core, { start, end }) || isPartOfCode(before) || !isGrouped(text)) continue;
    yield { start, end, segment, core, isWeak: isWeak(core) || isLoose(core, text), before };
  }
}

/** What is longer is no number that people write in groups. */
const maxGroupedLength = 20;

/** The look-behind comes after the first character, so that the search for that one stays fast. */
function patternOf(core: string): RegExp {
  const [first = '', ...rest] = [...core];
  const start = `${first}(?<!${isDigits(first) ? '[0-9]' : '[A-Za-z0-9]'}${first})`;
  const source = [start, ...rest].join(core.length > maxGroupedLength ? '' : '[-–./_ #]?');
  return new RegExp(`${source}(?![A-Za-z0-9])`, 'gi');
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Digits within `1.2.840.1234567.1` or `1234567.89` are of another number. */
function isPartOfNumber(text: string, core: string, { start, end }: Span): boolean {
  if (!isDigits(core)) return false;
  return /[0-9][.,]$/.test(text.slice(Math.max(0, start - 2), start)) || /^[.,][0-9]/.test(text.slice(end, end + 2));
}

const isDigits = (text: string): boolean => /^[0-9]+$/.test(text);

/** `MRN482913` is a label and a number, `X482913` is another identifier. */
const isPartOfCode = (before: string): boolean =>
  /[A-Za-z]$/.test(before) && !/(?<![A-Za-z])(?:mrn|acc|p?id|pat(?:ient)?(?:id)?|case|no|nr)$/i.test(before);

/** People group by twos and more: `1 2 3 4 5 6` is a list. */
function isGrouped(text: string): boolean {
  const groups = text.split(/[^\p{L}\p{N}]/u);
  return groups.length <= 5 && groups.filter((group) => group.length === 1).length <= 1;
}

/** Small and round numbers, counts upward, dates, and codes such as `1CT1`. */
function isWeak(core: string): boolean {
  if (!isDigits(core)) return core.length < 6 && core.replace(/[^0-9]/g, '').length < 3;
  if (core.length < 5 || core.endsWith('000')) return true;
  if (core.length < 7 && '01234567890'.includes(core)) return true;
  return /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/.test(core);
}

/** Put together from pieces that are numbers of their own: `123.456`, `12 34 56`. */
function isLoose(core: string, text: string): boolean {
  if (!isDigits(core) || text.length === core.length) return false;
  return core.length < 7 || (core.length < 8 && text.split('.').length === 2);
}
