import { isUid, type Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import type { AttributeMatch, Bounds } from '../ports/search-query.ts';
import type { SearchAttribute } from './attributes.ts';
import { type AskedBounds, parseDateBounds, parseDateTimeBounds, parseTimeBounds } from './date-time-bounds.ts';

const maxTextLength = 256;
const maxUids = 1_000;

export interface AskedAttribute {
  readonly attribute: SearchAttribute;
  readonly value: string;
}

/** How values are to be read; PS3.18 8.3.4.6 and 8.3.4.7 let a client ask for both. */
export interface MatchOptions {
  /** PS3.4 C.2.2.2.7: `""` asks for attributes without a value. */
  readonly emptyValueMatching: boolean;
  /** PS3.4 C.2.2.2.8: of values with backslashes between them each must be there. */
  readonly multipleValueMatching: boolean;
  readonly utcOffsetMinutes?: number;
}

/** PS3.4 C.2.2.2.5.4: where date and time of one event are both ranges, they are one range of moments. */
const timeOfDate: Readonly<Record<string, string>> = { '00080020': '00080030', '00400244': '00400245' };

/** PS3.4 C.2.2.2: from what was asked to how it matches; an empty value matches everything and asks nothing. */
export function parseMatches(asked: readonly AskedAttribute[], options: MatchOptions): readonly AttributeMatch[] {
  const empty = options.emptyValueMatching ? asked.filter(isForEmpty) : [];
  const given = asked.filter((one) => !empty.includes(one)).flatMap((one) => valuesOf(one, options));
  const bounds = new Map(given.filter(isDateOrTime).map((one) => [one.attribute.tag, parseBoundsOf(one, options)]));
  const moments = Object.keys(timeOfDate).flatMap((tag) => momentsAt(tag, bounds));
  const merged = new Set(moments.flatMap(({ tag }) => [tag, timeOfDate[tag]]));
  const rest = given.filter(({ attribute, value }) => !merged.has(attribute.tag) && !isUniversal(attribute, value));
  return [
    ...empty.map(({ attribute }) => ({ tag: attribute.tag, kind: 'empty' }) as const),
    ...moments,
    ...rest.map((one) => parseMatch(one, bounds.get(one.attribute.tag)?.bounds)),
  ];
}

/** UIDs are never without a value. */
const isForEmpty = ({ attribute, value }: AskedAttribute): boolean =>
  value.trim() === '""' && attribute.matching !== 'uid';

const maxValues = 16;
const multiValued = new Set(['AE', 'AS', 'AT', 'CS', 'LO', 'PN', 'SH', 'UC']);

function valuesOf(asked: AskedAttribute, { multipleValueMatching }: MatchOptions): readonly AskedAttribute[] {
  const { attribute, value } = asked;
  if (!multipleValueMatching || !multiValued.has(attribute.vr) || !value.includes('\\')) return [asked];
  const values = value.split('\\', maxValues + 1);
  if (values.length > maxValues) throw invalid(attribute, `names at most ${maxValues} values`);
  return values.map((one) => ({ attribute, value: one }));
}

function momentsAt(tag: string, bounds: ReadonlyMap<string, AskedBounds>) {
  const days = bounds.get(tag);
  const times = bounds.get(timeOfDate[tag] ?? '');
  if (days?.isRange !== true || times?.isRange !== true) return [];
  return [{ tag, kind: 'moments', days: days.bounds, times: times.bounds } as const];
}

function isDateOrTime({ attribute, value }: AskedAttribute): boolean {
  return value.trim() !== '' && formOf[attribute.matching] !== undefined;
}

function parseBoundsOf({ attribute, value }: AskedAttribute, { utcOffsetMinutes }: MatchOptions): AskedBounds {
  const { parse, rule } = formOf[attribute.matching] ?? formOf.date ?? {};
  const bounds = value.length > maxTextLength ? undefined : parse?.(value, utcOffsetMinutes);
  if (bounds !== undefined) return bounds;
  throw invalid(attribute, rule ?? '');
}

interface Form {
  readonly parse: (value: string, utcOffsetMinutes: number | undefined) => AskedBounds | undefined;
  readonly rule: string;
}

const formOf: Partial<Record<SearchAttribute['matching'], Form>> = {
  date: { parse: parseDateBounds, rule: 'is YYYYMMDD, or a range of such dates with a hyphen' },
  time: {
    parse: parseTimeBounds,
    rule: 'is HH, HHMM, HHMMSS or HHMMSS.FFFFFF, or a range of such times with a hyphen',
  },
  'date-time': {
    parse: parseDateTimeBounds,
    rule: 'is the beginning of YYYYMMDDHHMMSS.FFFFFF, with a zone if it has a day, or a range of such with a hyphen',
  },
};

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
  if (matching === 'number') assertNumber(attribute, text);
  if (takesWildcards(matching) && /[*?]/.test(text)) return { tag, kind: 'wildcard', pattern: text };
  return { tag, kind: 'single', value: text };
}

function assertNumber(attribute: SearchAttribute, text: string): void {
  if (attribute.vr === 'IS' && !/^[+-]?\d{1,12}$/.test(text)) throw invalid(attribute, 'is a whole number');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text)) throw invalid(attribute, 'is a number');
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
