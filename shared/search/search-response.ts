import type { DicomJson, DicomJsonAttribute } from '../dicom/dicom-json.ts';
import type { SearchLevel, SearchQuery } from '../ports/search-query.ts';
import type { SearchMatch, SearchPage } from '../ports/study-index.ts';
import { type SearchAttribute, searchAttributes } from './attributes.ts';
import type { SearchRequest } from './parse-search-query.ts';

/** PS3.18 10.6.3.3: one data set a match, tags ascending, as `baseUrl` makes them reachable; `stored` is what the index does not keep. */
export function matchWriter(
  { query, indexedTags }: SearchRequest,
  baseUrl: string,
): (match: SearchMatch, stored?: DicomJson) => DicomJson {
  const fields = returnedFields(query, indexedTags);
  return (match, stored) => {
    const json = matchJson(match, query.level, { fields, baseUrl });
    return stored === undefined ? json : together(json, stored);
  };
}

/** What the gateway works out stands against what an instance says of it. */
const workedOut = new Set('00080056 00080061 00081190 00083002 00201206 00201208 00201209'.split(' '));

function together(json: DicomJson, stored: DicomJson): DicomJson {
  const tags = [...new Set([...Object.keys(json), ...Object.keys(stored)])].sort();
  const of = (tag: string) => (workedOut.has(tag) ? (json[tag] ?? stored[tag]) : (stored[tag] ?? json[tag]));
  return Object.fromEntries(tags.flatMap((tag) => (of(tag) === undefined ? [] : [[tag, of(tag)]]))) as DicomJson;
}

/**
 * PS3.18 8.3.4.4: exactly how many are left. The standard writes `299 <service>: <text>`; the text is quoted as RFC 7234 5.5
 * wants it.
 */
export function searchWarning({ query }: SearchRequest, page: SearchPage, baseUrl: string): string | undefined {
  const remaining = Math.max(0, page.total - query.offset - page.matches.length);
  if (remaining === 0) return undefined;
  return `299 ${baseUrl}: "There are ${remaining} additional results that can be requested"`;
}

interface ReturnedField {
  readonly tag: string;
  readonly vr: string;
  /** Left out where nothing is known, unless it must be there. */
  readonly isRequired: boolean;
}

/** PS3.18 Tables 10.6.3-3 to -5: what the path leaves open is told with the level's own; UIDs always. */
function returnedFields(query: SearchQuery, indexedTags: ReadonlySet<string>): readonly ReturnedField[] {
  const fields = new Map<string, ReturnedField>();
  for (const attribute of searchAttributes) {
    const { tag, vr, returned } = attribute;
    if (tag.includes('.')) continue;
    const isDefault = tellsByDefault(query, attribute);
    const isRequired = indexedTags.has(tag) || (isDefault && returned === 'always') || isUidAbove(query, tag);
    if (isRequired || (isDefault && returned === 'when-known')) fields.set(tag, { tag, vr, isRequired });
  }
  return [...fields.values()].sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function tellsByDefault({ level, within }: SearchQuery, attribute: SearchAttribute): boolean {
  if (attribute.returned === 'on-request') return false;
  if (attribute.level === level) return true;
  if (attribute.level === 'study') return within.studyUid === undefined;
  return attribute.level === 'series' && level === 'instance' && within.seriesUid === undefined;
}

function isUidAbove({ level }: SearchQuery, tag: string): boolean {
  if (tag === '0020000D') return true;
  return tag === '0020000E' && level === 'instance';
}

function matchJson(
  match: SearchMatch,
  level: SearchLevel,
  { fields, baseUrl }: { readonly fields: readonly ReturnedField[]; readonly baseUrl: string },
): DicomJson {
  const json: Record<string, DicomJsonAttribute> = {};
  for (const { tag, vr, isRequired } of fields) {
    const known = madeHere(tag, match, level, baseUrl) ?? match.attributes[tag];
    if (known?.Value !== undefined || (isRequired && known !== undefined)) json[tag] = known;
    else if (isRequired) json[tag] = { vr };
  }
  return json;
}

/** All that we hold is at hand at once, hence ONLINE. */
function madeHere(
  tag: string,
  match: SearchMatch,
  level: SearchLevel,
  baseUrl: string,
): DicomJsonAttribute | undefined {
  if (tag === '00080056') return { vr: 'CS', Value: ['ONLINE'] };
  return tag === '00081190' ? { vr: 'UR', Value: [retrieveUrl(match, level, baseUrl)] } : undefined;
}

function retrieveUrl(
  { studyUid, seriesUid, sopInstanceUid }: SearchMatch,
  level: SearchLevel,
  baseUrl: string,
): string {
  const study = `${baseUrl}/dicomweb/studies/${studyUid}`;
  if (level === 'study') return study;
  return level === 'series'
    ? `${study}/series/${seriesUid}`
    : `${study}/series/${seriesUid}/instances/${sopInstanceUid}`;
}
