import { findByKeyword } from '../dicom/dictionary.ts';
import { tagToHex } from '../dicom/tags.ts';

/** Places outside of elements, which are matched by their name. */
const pseudoPaths: ReadonlySet<string> = new Set(['preamble', 'part-header']);

const tagMask = /^(?:\(([0-9a-fx]{4}),([0-9a-fx]{4})\)|([0-9a-fx]{8}))$/i;
const maxPatternCharacters = 512;
const maxLevels = 32;
/** Two cost at most the square of a path's depth; no rule has needed a third. */
const maxAnyDepths = 2;
const maxCachedPaths = 4_096;

const anyTag = '[0-9A-F]{8}';
const anyDepth = '**';

export type PathTest = (path: string) => boolean;

/**
 * Whether one of these patterns matches a path without item numbers (`attributePath`). A pattern is the whole way from
 * the data set's top: `PatientID` is the top level's only, `**.PatientID` that of any depth, `*` one level, a final `**`
 * all that is below. A level is a keyword, a tag (`(0010,0020)`, `00100020`) or one with `x` for any digit (`60xx0022`).
 */
export function tagPathMatcher(patterns: readonly string[]): PathTest {
  const matches = new RegExp(`^(?:${patterns.map(expressionOf).join('|')})$`);
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? matches.test(path);
    if (known.size >= maxCachedPaths) known.clear();
    known.set(path, answer);
    return answer;
  };
}

/** What is wrong with a pattern, in words that say what to do; undefined where nothing is. */
export function findTagPathFault(pattern: string): string | undefined {
  if (pseudoPaths.has(pattern)) return undefined;
  if (pattern.length > maxPatternCharacters) return `a path has at most ${maxPatternCharacters} characters`;
  const levels = levelsOf(pattern);
  if (levels.length > maxLevels) return `a path has at most ${maxLevels} levels`;
  if (levels.filter((level) => level === anyDepth).length > maxAnyDepths) return 'a path has "**" at most twice';
  const unknown = levels.find((level) => expressionOfLevel(level) === undefined);
  return unknown === undefined ? undefined : unknownLevel(unknown);
}

/** `00400275.0.00400007` → `00400275.00400007`: rules speak of attributes, not of the items they stand in. */
export function attributePath(path: string): string {
  return path.includes('.') ? path.replace(/\.\d{1,7}(?=\.)/g, '') : path;
}

/** PS3.5 7.8: in a private attribute, or in an item of one. Expects a path without item numbers. */
export const isPrivatePath = (path: string): boolean => /(?:^|\.)[0-9A-F]{3}[13579BDF]/.test(path);

/** The tag a keyword of PS3.6 or eight digits name, as eight upper-case hex digits; undefined where they name none. */
export function findTagHex(attribute: string): string | undefined {
  const mask = tagMask.exec(attribute);
  if (mask !== null) return /x/i.test(attribute) ? undefined : digitsOf(mask);
  const known = findByKeyword(attribute) ?? findByKeyword(`RETIRED_${attribute}`);
  return known === undefined ? undefined : tagToHex(known.tag);
}

function expressionOf(pattern: string): string {
  const fault = findTagPathFault(pattern);
  if (fault !== undefined) throw new Error(`tag path: ${fault}`);
  if (pseudoPaths.has(pattern)) return pattern;
  const levels = levelsOf(pattern);
  return levels.map((level, index) => steppedExpression(level, index === levels.length - 1)).join('');
}

/** With the dot that follows, except for the last level; `**` brings its own, since it may stand for nothing. */
function steppedExpression(level: string, isLast: boolean): string {
  if (level === anyDepth) return isLast ? `${anyTag}(?:\\.${anyTag})*` : `(?:${anyTag}\\.)*`;
  return `${expressionOfLevel(level)}${isLast ? '' : '\\.'}`;
}

function expressionOfLevel(level: string): string | undefined {
  if (level === anyDepth || level === '*') return anyTag;
  const mask = tagMask.exec(level);
  return mask === null ? findTagHex(level) : digitsOf(mask).replaceAll('X', '[0-9A-F]');
}

const levelsOf = (pattern: string): readonly string[] => pattern.split('.');

const digitsOf = (mask: RegExpExecArray): string => (mask[3] ?? `${mask[1]}${mask[2]}`).toUpperCase();

function unknownLevel(level: string): string {
  const name = JSON.stringify(level.slice(0, 64));
  return `${name} is no attribute: write its keyword as PS3.6 does, its tag as (gggg,eeee), "x" for any digit, "*" for one level or "**" for any depth`;
}
