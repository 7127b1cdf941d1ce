import { findVr } from '../dicom/dictionary.ts';
import type { SearchLevel } from '../ports/search-query.ts';
import { parseAttributePath } from './parse-attribute-path.ts';
import { pathName } from './path-name.ts';
import { matchingOfVr, type SearchKey } from './search-key.ts';

const maxKeys = 64;

/** Keys that are declared wrongly are faults of the start, told all at once. */
export interface ParsedSearchKeys {
  readonly keys: readonly SearchKey[];
  readonly faults: readonly string[];
}

/**
 * `level:attribute`, `level:attribute:VR` or, for a private attribute, `level:00291008[CREATOR]:VR`, with commas between;
 * the attribute by tag or keyword, dotted inside a sequence.
 */
export function parseSearchKeys(text: string): ParsedSearchKeys {
  const declarations = text.split(',').map((one) => one.trim());
  const results = declarations.filter((one) => one !== '').map(parseKey);
  const keys = new Map(results.flatMap((result) => (typeof result === 'string' ? [] : [[result.name, result]])));
  const faults = results.filter((result) => typeof result === 'string');
  if (keys.size > maxKeys) faults.push(`more than ${maxKeys} search keys are declared`);
  return { keys: [...keys.values()], faults };
}

const declaration = /^(study|series|instance):([^:[\]]+)(?:\[([^:[\]"\\]{1,64})\])?(?::([A-Z]{2}))?$/;

function parseKey(text: string): SearchKey | string {
  const [, level, name = '', creator, declaredVr] = declaration.exec(text) ?? [];
  if (level === undefined) return `"${text}" is no search key; write level:attribute or level:tag[creator]:VR`;
  const creators = new Map(creator === undefined ? [] : creatorTags(name).map((tag) => [tag, creator.trim()]));
  const path = parseAttributePath(name, creators);
  const last = path?.at(-1);
  if (path === undefined || last === undefined) return `"${text}" names no attribute that is known`;
  const vr = declaredVr ?? findVr(Number.parseInt(last.tag, 16)) ?? '';
  if (matchingOfVr(vr) === undefined) return `"${text}" has no VR that can be matched on; add :VR`;
  return { name: `${level}:${pathName(path)}:${vr}`, level: level as SearchLevel, path, vr };
}

/** The creator of a declaration holds for every private step in it. */
const creatorTags = (name: string): readonly string[] =>
  name.split('.').map((tag) => `${tag.slice(0, 4)}00${tag.slice(4, 6)}`.toUpperCase());
