import type { Detector, Hit } from '../detector.ts';
import { type FoldedText, foldLetters, originalOffset } from '../fold-letters.ts';
import { type Haystack, type Segment, segmentAt, separator } from '../haystack.ts';
import { InspectionExceeded } from '../inspection-exceeded.ts';
import { isUnspaced, type NameWord, type NameWords, nameWordsOf } from '../name-words.ts';

/** What no dictionary can know and the data set tells by itself: this patient's name where it does not belong. */
export const patientNameEcho: Detector = {
  id: 'patient-name-echo',
  group: 'echo',
  about:
    "Words of the patient's own name in another place, in any order, case and spelling; one word alone counts less, and an ordinary one nothing.",
  *find(haystack, patient) {
    const names = nameWordsOf(patient.names);
    if (names.words.length === 0) return;
    const search = { haystack, names, folded: foldLetters(haystack.text) };
    yield* hitsOf(search, sightingsOf(search));
  },
};

interface Search {
  readonly haystack: Haystack;
  readonly names: NameWords;
  readonly folded: FoldedText;
}

/** One word of the name, seen in the folded text. */
interface Sighting {
  readonly start: number;
  readonly end: number;
  readonly word: NameWord;
}

/** Sorted as they stand; concatenated runs are sorted each, so sorting them merges. */
function sightingsOf(search: Search): Sighting[] {
  const patience = { looksLeft: maxLooks };
  const all = search.names.words.flatMap((word) => sightingsOfWord(search, word, patience));
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let covered = 0;
  return all.filter(({ start, end }) => {
    const isFree = start >= covered;
    covered = Math.max(covered, end);
    return isFree;
  });
}

/** A name of one letter many times, in a text of that letter, stands everywhere; all other texts need a small part of this. */
const maxLooks = 500_000;

function sightingsOfWord(search: Search, word: NameWord, patience: { looksLeft: number }): Sighting[] {
  const { text } = search.folded;
  const found: Sighting[] = [];
  let next = 0;
  for (let start = text.indexOf(word.spelling); start >= 0; start = text.indexOf(word.spelling, next)) {
    if (--patience.looksLeft < 0) throw new InspectionExceeded('a name stands in more places than are looked at');
    const sighting = { start, end: start + word.spelling.length, word };
    const isFound = isWhole(search, sighting);
    if (isFound) found.push(sighting);
    next = isFound ? sighting.end : start + 1;
  }
  return found;
}

/** `Doe` is not in `does`, but it is in `JaneDoeCT`; scripts that write without spaces have no edges to look at. */
function isWhole({ haystack, folded }: Search, { start, end, word }: Sighting): boolean {
  if (isUnspaced(word.spelling)) return true;
  const turnsUp = (before: number, after: number) =>
    !isLetter(folded.text, before) ||
    !isLetter(folded.text, after) ||
    (isLower(haystack.text, originalOffset(folded, before)) && isUpper(haystack.text, originalOffset(folded, after)));
  return turnsUp(start - 1, start) && turnsUp(end - 1, end);
}

function isLetter(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 0x80) return code >= 0x61 && code <= 0x7a;
  return /[\p{L}\p{M}]/u.test(text.charAt(offset));
}

const isLower = (text: string, offset: number): boolean => /\p{Ll}/u.test(text.charAt(offset));
const isUpper = (text: string, offset: number): boolean => /\p{Lu}/u.test(text.charAt(offset));

function* hitsOf(search: Search, sightings: readonly Sighting[]): Generator<Hit> {
  let next = 0;
  while (next < sightings.length) {
    const run = runFrom(search.folded, sightings, next);
    next += run.length;
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    const start = originalOffset(search.folded, first.start);
    const segment = segmentAt(search.haystack, start);
    if (isOwnPlace(segment)) continue;
    const score = run.length > 1 ? scoreOfRun(search.folded, run) : scoreOfOne(search, first, segment);
    if (score > 0) yield { start, end: originalOffset(search.folded, last.end), score };
  }
}

/** UIDs have no letters; a patient's names are at home in Patient Name, Other Patient Names, Patient's Birth Name. */
function isOwnPlace({ source: { place } }: Segment): boolean {
  return place.carrier === 'uid' || ['00100010', '00101001', '00101005'].includes(place.path);
}

/** Neighbours that make a pair, as long as each word is another one: `Doe, Jane Mary`. */
function runFrom(folded: FoldedText, sightings: readonly Sighting[], from: number): Sighting[] {
  const run = sightings.slice(from, from + 1);
  const seen = new Set(run.map(({ word }) => word.word));
  for (let index = from + 1; index < sightings.length; index++) {
    const [previous, next] = [sightings[index - 1], sightings[index]];
    if (previous === undefined || next === undefined || seen.has(next.word.word)) break;
    if (pairScore(folded, previous, next) === undefined) break;
    run.push(next);
    seen.add(next.word.word);
  }
  return run;
}

function scoreOfRun(folded: FoldedText, run: readonly Sighting[]): number {
  return run.reduce((best, next, index) => {
    const previous = run[index - 1];
    return previous === undefined ? best : Math.max(best, pairScore(folded, previous, next) ?? 0);
  }, 0);
}

/** A form's `Name: Doe  First name: Jane` has so many characters between. */
const farthest = 24;
const closest = 3;

/** Undefined where the two are no pair: too far, in different values, or too ordinary for their distance. */
function pairScore({ text }: FoldedText, first: Sighting, second: Sighting): number | undefined {
  const between = text.slice(first.end, second.start);
  if (between.length > farthest || between.includes(separator)) return undefined;
  const kinds = [first.word.kind, second.word.kind];
  if (between === '^') return 0.95;
  const isClose = between.length <= closest;
  if (kinds.includes('rare') && isClose) return 0.95;
  if (kinds.every((kind) => kind === 'rare')) return isShort(first) || isShort(second) ? 0.6 : 0.9;
  return isClose && !kinds.every((kind) => kind === 'technical') ? ordinaryPair(kinds) : undefined;
}

/** `Long, May` is a name; `long hand` may be one. */
const ordinaryPair = (kinds: readonly string[]): number => (kinds.includes('technical') ? 0.45 : 0.8);

const isShort = ({ word: { spelling } }: Sighting): boolean => !isUnspaced(spelling) && spelling.length < 4;

function scoreOfOne(search: Search, sighting: Sighting, segment: Segment): number {
  const { word } = sighting;
  if (word.isWholeName) return isUnspaced(word.spelling) && word.spelling.length < 3 ? 0.6 : 0.95;
  return Math.max(scoreAlone(search.folded, sighting, segment), scoreWithCompanion(search, sighting));
}

function scoreAlone(folded: FoldedText, sighting: Sighting, segment: Segment): number {
  const { spelling, kind, isFamily } = sighting.word;
  if (kind === 'technical') return 0;
  if (kind === 'common') return 0.3;
  if (isSomebodyElse(segment) || isNamesake(folded, sighting)) return 0.4;
  if (isUnspaced(spelling)) return spelling.length < 3 ? 0.45 : 0.6;
  if (isShort(sighting)) return 0.4;
  return isFamily && spelling.length >= 5 ? 0.7 : 0.6;
}

/** Relatives and physicians share names with patients, and so do hospitals, makers and terms of a code. */
function isSomebodyElse({ source: { place } }: Segment): boolean {
  return place.vr === 'PN' || /^(?:Institution|Manufacturer|Station|Device|Software|Code|Coding)/.test(place.keyword);
}

const titleBefore = /(?:\b(?:dr|prof|doctor|saint|sankt|san|santa|st|sainte)\.?[ _-]|[0-9])$/;
const thingAfter = new RegExp(
  "^(?:['’]?s)?[ _-](?:view|projection|fracture|disease|syndrome|sign|test|angle|catheter|cyst|palsy|nodes?|tumou?r|method|score|" +
    'classification|criteria|procedure|reconstruction|filter|kernel|hospital|clinic|medical|university|klinik|institute|center|centre|' +
    'position|maneuver|lymphoma|sarcoma|stent|needle|line)',
);

/** `Dr Doe`, `St. Mary Hospital`, `Doe fracture`; a word with digits on either side is part of a code. */
function isNamesake({ text }: FoldedText, { start, end }: Sighting): boolean {
  const before = text.slice(Math.max(0, start - 10), start);
  const after = text.slice(end, end + 20);
  if (/[0-9]$/.test(before)) return /^[0-9]/.test(after);
  return titleBefore.test(before) || thingAfter.test(after);
}

const companionBefore = /(?:^|[^\p{L}\p{N}])(\p{L}{1,2})([.,] ?|[ ^_-])$/u;
const companionAfter = /^([.,] ?|[ ^_-])(\p{L}{1,2})(?![\p{L}\p{N}])/u;

/** `J. Doe`, `Doe, J`, `Li Wei`: an initial or a short word of the name right beside. */
function scoreWithCompanion({ folded, names }: Search, { start, end, word }: Sighting): number {
  if (word.kind === 'technical' || isUnspaced(word.spelling)) return 0;
  const before = companionBefore.exec(folded.text.slice(Math.max(0, start - 6), start));
  const after = companionAfter.exec(folded.text.slice(end, end + 6));
  const scores = [
    companionScore(names, word, before?.[1], before?.[2]),
    companionScore(names, word, after?.[2], after?.[1]),
  ];
  return Math.max(...scores);
}

function companionScore(names: NameWords, word: NameWord, companion = '', between = ''): number {
  if (!names.companions.has(companion)) return 0;
  const isInitial = companion.length === 1;
  if (isInitial && !word.isFamily) return 0;
  const isPunctuated = between !== ' ' && between !== '-' && between !== '_';
  if (word.kind === 'common') return isPunctuated ? 0.6 : 0;
  if (isPunctuated) return 0.95;
  return isInitial && word.spelling.length < 4 ? 0.45 : 0.8;
}
