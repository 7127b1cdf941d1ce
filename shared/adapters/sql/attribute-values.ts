import { isItem } from '../../dicom/attribute-path.ts';
import type { DicomJson, DicomJsonAttribute, DicomJsonValue, PersonName } from '../../dicom/dicom-json.ts';
import type { SearchLevel } from '../../ports/search-query.ts';
import { searchAttributes } from '../../search/attributes.ts';
import { groupMarkers, nameText, plainText, searchableColumn } from './searchable-text.ts';

/** What would be longer is left out of the index: answers of thousands of rows must stay small. */
const maxAttributeJsonLength = 2_048;
const maxLevelJsonLength = 8_192;

/** What answers of one level are made of, as JSON; sequences only with the items' attributes that we know. */
export function attributesOfLevel(dicomJson: DicomJson, level: SearchLevel): string {
  const members: string[] = [];
  let length = 0;
  for (const tag of tagsOfLevel[level]) {
    const attribute = dicomJson[tag];
    if (attribute === undefined) continue;
    const text = JSON.stringify(attribute.vr === 'SQ' ? slimSequence(tag, attribute) : attribute);
    if (text.length > maxAttributeJsonLength || length + text.length > maxLevelJsonLength) continue;
    members.push(`"${tag}":${text}`);
    length += text.length;
  }
  return `{${members.join(',')}}`;
}

const tagsAt = (wanted: SearchLevel): readonly string[] =>
  searchAttributes.flatMap(({ tag, level }) => (level === wanted && !tag.includes('.') ? [tag] : [])).sort();

const tagsOfLevel: Readonly<Record<SearchLevel, readonly string[]>> = {
  study: tagsAt('study'),
  series: tagsAt('series'),
  instance: tagsAt('instance'),
};

const innerTags = (sequence: string) =>
  searchAttributes.flatMap(({ tag }) => (tag.startsWith(`${sequence}.`) ? [tag.slice(sequence.length + 1)] : []));

function slimSequence(tag: string, attribute: DicomJsonAttribute): DicomJsonAttribute {
  const inner = innerTags(tag);
  const items = (attribute.Value ?? []).map((item) => {
    if (!isItem(item)) return {};
    return Object.fromEntries(inner.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
  });
  return items.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value: items };
}

/** The searchable form of text at `tag`, or at `sequence.tag` in every item. */
export function textColumn(dicomJson: DicomJson, path: string): string {
  return searchableColumn(valuesAt(dicomJson, path).map((value) => plainText(String(value))));
}

/** Each group of a person name (alphabetic, ideographic, phonetic) is a value of its own. */
export function nameColumn(dicomJson: DicomJson, tag: string): string {
  return searchableColumn(valuesAt(dicomJson, tag).flatMap(nameValues));
}

/** The groups as they are, so that any can be found without saying which; the last two marked too, so that one can say so. */
export function nameValues(name: DicomJsonValue): readonly string[] {
  const { Alphabetic, Ideographic, Phonetic } = isItem(name) ? (name as PersonName) : { Alphabetic: name };
  const [alphabetic, ideographic, phonetic] = [Alphabetic, Ideographic, Phonetic].map((group) =>
    typeof group === 'string' ? nameText(group) : '',
  ) as [string, string, string];
  const marked = (marker: string, group: string) => (group === '' ? '' : marker + group);
  return [
    ...[alphabetic, ideographic, phonetic],
    marked(groupMarkers[2], phonetic),
    marked(groupMarkers[1], ideographic),
  ].filter((text) => text !== '');
}

/** PS3.5 6.2: eight digits, in old files `YYYY.MM.DD`; empty where it is no date, so no range finds it. */
export function dateColumn(dicomJson: DicomJson, tag: string): string {
  return dateText(firstText(dicomJson, tag));
}

export function dateText(text: string): string {
  const digits = text.replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, '$1$2$3');
  return /^\d{8}$/.test(digits) ? digits : '';
}

/** `HHMMSS.FFFFFF`, the parts that were left out being zero; in old files `HH:MM:SS`. */
export function timeColumn(dicomJson: DicomJson, tag: string): string {
  return timeText(firstText(dicomJson, tag));
}

export function timeText(text: string): string {
  const parts = /^(\d{2})(\d{2})?(\d{2})?(?:\.(\d{1,6}))?$/.exec(text.replaceAll(':', ''));
  if (parts === null) return '';
  const [, hours = '', minutes = '00', seconds = '00', fraction = ''] = parts;
  return `${hours}${minutes}${seconds}.${fraction.padEnd(6, '0')}`;
}

/** A number in the one form in which JavaScript writes it, so that `+7`, `007` and `7.0` are one (PS3.4 C.2.2.2.1.4). */
export function numberText(text: string): string {
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? String(number) : '';
}

/** An IS value; null where it is none. */
export function numberColumn(dicomJson: DicomJson, tag: string): number | null {
  const text = firstText(dicomJson, tag);
  const number = /^[+-]?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(number) ? number : null;
}

/** PS3.5 6.2: a code string is at most 16 characters; a longer one is cut, so that a broken file cannot fill a key. */
export function codeColumn(dicomJson: DicomJson, tag: string): string {
  return plainText(firstText(dicomJson, tag)).slice(0, 16).toWellFormed();
}

function firstText(dicomJson: DicomJson, tag: string): string {
  const first = valuesAt(dicomJson, tag)[0];
  return typeof first === 'string' || typeof first === 'number' ? String(first).trim() : '';
}

function valuesAt(dicomJson: DicomJson, path: string): readonly DicomJsonValue[] {
  const [outer = '', inner] = path.split('.');
  const values = dicomJson[outer]?.Value ?? [];
  if (inner === undefined) return values.filter((value) => value !== null);
  return values.filter(isItem).flatMap((item) => valuesAt(item, inner));
}
