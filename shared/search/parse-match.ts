import { isUid, type Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import type { AttributeMatch, Bounds } from '../ports/search-query.ts';
import type { SearchAttribute } from './attributes.ts';
import { type AskedBounds, parseDateBounds, parseTimeBounds } from './date-time-bounds.ts';

const maxTextLength = 256;
const maxUids = 1_000;

export interface AskedAttribute {
  readonly attribute: SearchAttribute;
  readonly value: string;
}

/** PS3.4 C.2.2.2.5.4: where date and time of one event are both ranges, they are one range of moments. */
const timeOfDate: Readonly<Record<string, string>> = { '00080020': '00080030', '00400244': '00400245' };

/** PS3.4 C.2.2.2: from what was asked to how it matches; an empty value matches everything and asks nothing. */
export function parseMatches(asked: readonly AskedAttribute[]): readonly AttributeMatch[] {
  const bounds = new Map(asked.filter(isDateOrTime).map((one) => [one.attribute.tag, parseBoundsOf(one)]));
  const moments = Object.keys(timeOfDate).flatMap((tag) => momentsAt(tag, bounds));
  const merged = new Set(moments.flatMap(({ tag }) => [tag, timeOfDate[tag]]));
  const rest = asked.filter(({ attribute, value }) => !merged.has(attribute.tag) && !isUniversal(attribute, value));
  return [...moments, ...rest.map((one) => parseMatch(one, bounds.get(one.attribute.tag)?.bounds))];
}

function momentsAt(tag: string, bounds: ReadonlyMap<string, AskedBounds>) {
  const days = bounds.get(tag);
  const times = bounds.get(timeOfDate[tag] ?? '');
  if (days?.isRange !== true || times?.isRange !== true) return [];
  return [{ tag, kind: 'moments', days: days.bounds, times: times.bounds } as const];
}

function isDateOrTime({ attribute, value }: AskedAttribute): boolean {
  return value !== '' && (attribute.matching === 'date' || attribute.matching === 'time');
}

function parseBoundsOf({ attribute, value }: AskedAttribute): AskedBounds {
  const parse = attribute.matching === 'date' ? parseDateBounds : parseTimeBounds;
  const bounds = value.length > maxTextLength ? undefined : parse(value);
  if (bounds !== undefined) return bounds;
  throw invalid(
    attribute,
    attribute.matching === 'date'
      ? 'is YYYYMMDD, or a range of such dates with a hyphen'
      : 'is HH, HHMM, HHMMSS or HHMMSS.FFFFFF, or a range of such times with a hyphen',
  );
}

/** PS3.4 C.2.2.2.3 and C.2.2.2.4: nothing, or nothing but asterisks where wildcards are allowed. */
function isUniversal({ matching }: SearchAttribute, value: string): boolean {
  if (matching === 'modalities' && modalitiesIn(value).length === 0) return true;
  return value.trim() === '' || (takesWildcards(matching) && /^\*+$/.test(value.trim()));
}

const takesWildcards = (matching: SearchAttribute['matching']): boolean =>
  matching === 'text' || matching === 'name' || matching === 'modalities';

function parseMatch({ attribute, value }: AskedAttribute, bounds: Bounds | undefined): AttributeMatch {
  const { tag, matching } = attribute;
  if (matching === 'uid') return { tag, kind: 'uid-list', values: parseUids(attribute, value) };
  if (bounds !== undefined) return { tag, kind: 'range', bounds };
  const [text = '', ...others] = matching === 'modalities' ? modalitiesIn(value) : [value.trim()];
  if (value.trim().length > maxTextLength) throw invalid(attribute, `has at most ${maxTextLength} characters`);
  if (others.length > 0) return { tag, kind: 'any-of', values: [text, ...others] };
  if (matching === 'number' && !/^[+-]?\d{1,12}$/.test(text)) throw invalid(attribute, 'is a whole number');
  if (takesWildcards(matching) && /[*?]/.test(text)) return { tag, kind: 'wildcard', pattern: text };
  return { tag, kind: 'single', value: text };
}

/** No code string holds a comma (PS3.5 6.2), so one can only mean what OHIF means: any of several modalities. */
function modalitiesIn(value: string): readonly string[] {
  const modalities = value.split(/[,\\]/).map((modality) => modality.trim());
  return modalities.filter((modality) => modality !== '');
}

/** The standard separates UIDs by commas, viewers by backslashes. */
function parseUids(attribute: SearchAttribute, value: string): readonly Uid[] {
  const uids = value.split(/[,\\]/, maxUids + 1).map((uid) => uid.trim());
  if (uids.length > maxUids) throw invalid(attribute, `names at most ${maxUids} UIDs`);
  if (!uids.every(isUid)) throw invalid(attribute, 'is a UID, or several with commas between them');
  return [...new Set(uids)];
}

function invalid({ keyword }: SearchAttribute, rule: string): GatewayError {
  return new GatewayError('query-invalid', `A value of ${keyword} ${rule}; correct the query.`);
}
