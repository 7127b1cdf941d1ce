import { DicomError } from '../dicom-error.ts';
import type { DicomJsonAttribute, DicomJsonValue } from '../dicom-json.ts';
import type { ValueKind } from '../value-representations.ts';
import { valueRepresentations } from '../value-representations.ts';
import { numberEncoders } from './binary-numbers.ts';
import { decodeBase64 } from './decode-base64.ts';
import { decimalText, integerText } from './number-text.ts';
import type { EncodeText } from './text-encoding.ts';

/** The value of an attribute that is neither a sequence nor elsewhere, as it lies in a file, padded to even length (PS3.5 6.2). */
export function encodeValue(attribute: DicomJsonAttribute, encode: EncodeText, name: string): Buffer {
  const { vr, Value = [], InlineBinary } = attribute;
  const kind = valueRepresentations.get(vr)?.kind;
  if (kind === undefined) throw invalid(`${name} has no known value representation`);
  if (InlineBinary !== undefined) return padded(inlineBytes(kind, InlineBinary, name), 0);
  if (Value.length === 0) return Buffer.alloc(0);
  if (kind === 'bytes') throw invalid(`${name} holds bytes, which are InlineBinary or a BulkDataURI`);
  if (kind === 'number' || kind === 'tag') return Buffer.concat(Value.map((each) => numberBytes(vr, each, name)));
  const text = textOf(vr, kind, Value, name);
  if (!isExtendable(kind) && !defaultRepertoire.test(text)) throw invalid(`${name} has a value that ${vr} cannot hold`);
  return padded(encode(text), vr === 'UI' ? 0 : 0x20);
}

/** PS3.5 6.1.2.2: all others are written in the default repertoire, whatever the character set. */
const isExtendable = (kind: ValueKind): boolean => kind === 'text' || kind === 'long-text' || kind === 'person-name';
const defaultRepertoire = /^[\t\n\f\r\x20-\x7e]*$/;

/** PS3.5 7.1.1: an odd length does not exist. */
export function padded(bytes: Buffer, filler: number): Buffer {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(filler)]);
}

function inlineBytes(kind: ValueKind, text: string, name: string): Buffer {
  if (kind === 'sequence') throw invalid(`${name} is a sequence and cannot be InlineBinary`);
  const bytes = decodeBase64(text);
  if (bytes === undefined) throw invalid(`${name} has an InlineBinary that is not base64 (RFC 4648 4)`);
  return bytes;
}

function numberBytes(vr: string, value: DicomJsonValue, name: string): Buffer {
  const bytes = numberEncoders[vr]?.(value);
  if (bytes === undefined) throw invalid(`${name} has a value that ${vr} cannot hold`);
  return bytes;
}

function textOf(vr: string, kind: ValueKind, values: readonly DicomJsonValue[], name: string): string {
  const texts = values.map((value) => {
    const text = value === null ? '' : textOfValue(kind, value);
    if (text === undefined) throw invalid(`${name} has a value that ${vr} cannot hold`);
    return text;
  });
  return texts.join('\\');
}

function textOfValue(kind: ValueKind, value: NonNullable<DicomJsonValue>): string | undefined {
  if (kind === 'person-name') return personNameText(value);
  if (typeof value === 'number') return numberText(kind, value);
  return typeof value === 'string' ? value : undefined;
}

function numberText(kind: ValueKind, value: number): string | undefined {
  if (kind === 'decimal') return decimalText(value);
  return kind === 'integer' ? integerText(value) : undefined;
}

/** PS3.5 6.2.1.1: the groups that are there, with `=` before those behind one that is not. */
function personNameText(value: NonNullable<DicomJsonValue>): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const groups = ['Alphabetic', 'Ideographic', 'Phonetic'].map((group) => ownText(value, group));
  if (groups.some((group) => group === undefined)) return undefined;
  return groups.join('=').replace(/=+$/, '');
}

function ownText(value: object, name: string): string | undefined {
  if (!Object.hasOwn(value, name)) return '';
  const text: unknown = (value as Record<string, unknown>)[name];
  return typeof text === 'string' ? text : undefined;
}

const invalid = (message: string) => new DicomError('metadata-invalid', message);
