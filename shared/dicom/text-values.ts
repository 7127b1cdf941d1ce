import type { DecodeText } from './character-sets.ts';
import type { DicomJsonValue, PersonName } from './dicom-json.ts';
import type { ValueKind } from './value-representations.ts';

/** The values of a text element as DICOM JSON has them (PS3.18 F.2.3); an empty one among others is `null` (F.2.5). */
export function textValues(bytes: Buffer, kind: ValueKind, decode: DecodeText): DicomJsonValue[] {
  const text = clean(isExtendable(kind) ? decode(bytes, kind) : bytes.toString('latin1'), kind);
  if (text === '') return [];
  if (kind === 'long-text' || kind === 'url') return [text];
  return text.split('\\').map((each) => textValue(each, kind));
}

/** PS3.5 6.1.2.2: only these are affected by Specific Character Set. */
function isExtendable(kind: ValueKind): boolean {
  return kind === 'text' || kind === 'long-text' || kind === 'person-name';
}

/** Trailing spaces and NULs are padding (PS3.5 6.2); a NUL anywhere else is no character that text may hold. */
function clean(text: string, kind: ValueKind): string {
  const end = endWithoutPadding(text);
  const unpadded = end === text.length ? text : text.slice(0, end);
  const withoutNuls = unpadded.includes('\0') ? unpadded.replaceAll('\0', '\uFFFD') : unpadded;
  return isExtendable(kind) ? withoutNuls : withoutNuls.replace(notDefaultRepertoire, '\uFFFD');
}

const notDefaultRepertoire = /[\x80-\xff]/g;

function endWithoutPadding(text: string): number {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end--;
  return end;
}

function textValue(text: string, kind: ValueKind): DicomJsonValue {
  if (kind === 'person-name') return personName(text.trimEnd());
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (kind === 'decimal' || kind === 'integer') return numberOrText(trimmed);
  return trimmed;
}

const groupNames = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;

/** PS3.5 6.2.1.1: up to three groups parted by `=`; more are no part of a name. */
function personName(text: string): PersonName | null {
  const groups = text.split('=', groupNames.length);
  const named = groups.map((group, index): [string, string] => [
    groupNames[index] as string,
    withoutTrailingDelimiters(group),
  ]);
  const filled = named.filter(([, group]) => group !== '');
  return filled.length === 0 ? null : Object.fromEntries(filled);
}

/** PS3.5 6.2.1.2: trailing empty components say nothing, with or without their delimiters. */
function withoutTrailingDelimiters(group: string): string {
  let end = group.length;
  while (end > 0 && (group[end - 1] === '^' || group[end - 1] === ' ')) end--;
  return group.slice(0, end);
}

const decimalText = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?$/;
const exactDigits = 15;

/** PS3.18 F.2.3 lets DS and IS be text: they are where a number would lose digits, or where the text is no number. */
function numberOrText(text: string): number | string {
  if (!decimalText.test(text)) return text;
  const value = Number(text);
  const isExact = text.length <= exactDigits || significantDigits(text) <= exactDigits;
  return Number.isFinite(value) && (isExact || Number.isSafeInteger(value)) && !hasVanished(value, text)
    ? value + 0
    : text;
}

function significantDigits(text: string): number {
  const mantissa = text.split(/[eE]/, 1)[0] ?? '';
  return mantissa.replace(/[+.-]/g, '').replace(/^0+/, '').length;
}

/** `1e-999` is not zero. */
const hasVanished = (value: number, text: string): boolean => value === 0 && significantDigits(text) > 0;
