import type { Detector, DetectorGroup, Hit, Pack } from '../detector.ts';
import { type Haystack, type Segment, segmentAt } from '../haystack.ts';
import { WordSet } from '../landmarks.ts';
import { startsWith, withinWord } from '../number-places.ts';

/** How sure a pattern is by itself and beside a word that names it; under 0.5 it says nothing under the shipped policy. */
export interface PatternScores {
  readonly alone: number;
  readonly withContext: number;
}

export interface PatternSpec {
  readonly id: string;
  readonly group: DetectorGroup;
  readonly pack?: Pack;
  readonly about: string;
  /** Global; every quantifier bounded and no two neighbours that match the same, so that it runs in linear time. */
  readonly pattern: RegExp;
  /** How many digits a match has, and no other count: then it is tried only where so many stand, which is seldom. */
  readonly digits?: readonly number[];
  /** How many of them it begins with, 0 for a letter; with `digits`, and it is tried at no other places then. */
  readonly head?: readonly number[];
  /** It may begin within a word, as in `SSN212456789`; others with `digits` have `tokenStart` in front. */
  readonly isWithinWords?: boolean;
  /** What every match has at a fixed distance from its start: then it is tried only around those, which are seldom. */
  readonly anchors?: readonly Anchor[];
  /** Whole words of which every match begins with one, without case: then it is tried only there. */
  readonly words?: readonly string[];
  /** Check digits, ranges, known dummies: false drops the match. `match` is the whole match. */
  readonly isValid?: (match: string) => boolean;
  /** Words that name such a number, tested on what surrounds it and on the attribute's keyword; not global. */
  readonly context?: RegExp;
  readonly scores: PatternScores | ((match: string, segment: Segment) => PatternScores);
  /** Places where such a thing is none: software versions for addresses, serial numbers for anything. */
  readonly isExcluded?: (segment: Segment, match: string) => boolean;
}

export interface Anchor {
  readonly needle: string;
  /** So many characters further on stands the same once more. */
  readonly again?: number;
  /** Characters of the match before it; or all of these kinds that stand before it, from the first that may begin a match. */
  readonly before: number | { readonly characters: RegExp; readonly first: RegExp; readonly most: number };
}

/** Before and after a match, in characters: as far as a form's label is from its field. */
const contextBefore = 48;
const contextAfter = 24;

/** Pattern, validator, context words and exclusions: what most detectors are made of. */
export function patternDetector(spec: PatternSpec): Detector {
  const { id, group, pack, about } = spec;
  const matches = matchesOf(spec);
  return {
    id,
    group,
    about,
    ...(pack === undefined ? {} : { pack }),
    find: (haystack) => hitsOf(spec, haystack, matches(haystack)),
  };
}

interface Match {
  readonly text: string;
  readonly start: number;
}

type Matches = (haystack: Haystack) => Iterable<Match>;

function matchesOf(spec: PatternSpec): Matches {
  const { pattern, digits, anchors, words } = spec;
  if (digits !== undefined) return whereDigitsAre({ ...spec, digits });
  if (words !== undefined) return whereWordsAre(pattern, words);
  return anchors === undefined ? everywhere(pattern) : whereAnchorsAre(pattern, anchors);
}

const everywhere = (pattern: RegExp): Matches =>
  function* matchesIn({ text }) {
    for (const match of text.matchAll(pattern)) yield { text: match[0], start: match.index };
  };

type DigitPattern = PatternSpec & { readonly digits: readonly number[] };

/** The pattern is tried at each place with the right numbers of digits, and at the `(` or `+` before it, and nowhere else. */
function whereDigitsAre({ pattern, digits, head = anyHead, isWithinWords = false }: DigitPattern): Matches {
  const sticky = new RegExp(pattern, pattern.flags.replace('g', 'y'));
  const wanted = digits.reduce((mask, count) => mask | (1 << count), 0);
  const heads = isWithinWords ? [...head, ...head.map((count) => count + withinWord)] : head;
  return function* matchesIn({ text, numberPlaces }) {
    let end = 0;
    for (const place of startsWith(numberPlaces, heads, wanted)) {
      const match = matchAround(sticky, text, { place, end });
      if (match === undefined) continue;
      yield match;
      end = match.start + match.text.length;
    }
  };
}

const anyHead = Array.from({ length: withinWord }, (_, count) => count);

const whereAnchorsAre = (pattern: RegExp, anchors: readonly Anchor[]): Matches =>
  whereItMayBegin(pattern, ({ text }) => startsAround(text, anchors));

function whereWordsAre(pattern: RegExp, words: readonly string[]): Matches {
  const wanted = new WordSet(words);
  return whereItMayBegin(pattern, ({ landmarks }) => wanted.placesIn(landmarks.words));
}

/** `placesIn` tells them ascending. */
function whereItMayBegin(pattern: RegExp, placesIn: (haystack: Haystack) => readonly number[]): Matches {
  const sticky = new RegExp(pattern, pattern.flags.replace('g', 'y'));
  return function* matchesIn(haystack) {
    let end = 0;
    for (const start of placesIn(haystack)) {
      const match = start < end ? undefined : matchAt(sticky, haystack.text, start);
      if (match === undefined) continue;
      yield match;
      end = match.start + match.text.length;
    }
  };
}

function startsAround(text: string, anchors: readonly Anchor[]): number[] {
  const starts: number[] = [];
  for (const { needle, before, again = 0 } of anchors) {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      if (again > 0 && !text.startsWith(needle, at + again)) continue;
      const start = typeof before === 'number' ? at - before : startBefore(text, at, before);
      if (start >= 0) starts.push(start);
    }
  }
  return anchors.length === 1 ? starts : starts.sort((one, other) => one - other);
}

function startBefore(text: string, at: number, { characters, first, most }: Exclude<Anchor['before'], number>): number {
  let start = at;
  while (start > 0 && at - start < most && characters.test(text.charAt(start - 1))) start--;
  while (start < at && !first.test(text.charAt(start))) start++;
  return start;
}

function matchAt(sticky: RegExp, text: string, start: number): Match | undefined {
  sticky.lastIndex = start;
  return sticky.test(text) ? { text: text.slice(start, sticky.lastIndex), start } : undefined;
}

function matchAround(sticky: RegExp, text: string, { place, end }: { place: number; end: number }): Match | undefined {
  for (let start = openingBefore(text, place); start <= place; start++) {
    const match = start < end ? undefined : matchAt(sticky, text, start);
    if (match !== undefined) return match;
  }
  return undefined;
}

/** `(` and `+`. */
const isOpening = (code: number): boolean => code === 0x28 || code === 0x2b;

/** `+1 (212) …` and `(020) …` begin before their first digit. */
function openingBefore(text: string, place: number): number {
  let start = place;
  while (start > 0 && place - start < 2 && isOpening(text.charCodeAt(start - 1))) start--;
  return start;
}

function* hitsOf(spec: PatternSpec, haystack: Haystack, matches: Iterable<Match>): Generator<Hit> {
  for (const { text, start } of matches) {
    const segment = segmentAt(haystack, start);
    if (spec.isExcluded?.(segment, text) === true) continue;
    const hit = { start, end: start + text.length };
    const score = scoreOf(spec, text, segment, () => surroundings(haystack, segment, hit));
    if (score > 0) yield { ...hit, score };
  }
}

/** What is nothing without a word beside it is asked for that first: most numbers have none, and check digits take longer. */
function scoreOf(
  { scores, isValid, context }: PatternSpec,
  match: string,
  segment: Segment,
  around: () => string,
): number {
  const { alone, withContext } = typeof scores === 'function' ? scores(match, segment) : scores;
  if (alone === 0 && context?.test(around()) !== true) return 0;
  if (isValid?.(match) === false) return 0;
  return alone === 0 || context?.test(around()) === true ? withContext : alone;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands around a match in the same text, after the attribute's keyword as words: `Patient Comments … before | after`. */
export function surroundings(haystack: Haystack, segment: Segment, { start, end }: Span): string {
  const before = haystack.text.slice(Math.max(segment.start, start - contextBefore), start);
  const after = haystack.text.slice(end, Math.min(segment.end, end + contextAfter));
  return `${keywordWords(segment)} ${before} | ${after}`;
}

/** `PatientTelephoneNumbers` says "telephone" as well as a label does. */
function keywordWords({ source }: Segment): string {
  return source.place.keyword.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');
}
