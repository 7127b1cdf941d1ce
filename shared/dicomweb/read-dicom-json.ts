import { DicomError } from '../dicom/dicom-error.ts';
import type { DicomJson, DicomJsonAttribute, DicomJsonValue } from '../dicom/dicom-json.ts';
import { readerLimits } from '../dicom/reader-limits.ts';
import { tagToText } from '../dicom/tags.ts';
import { GatewayError } from '../errors.ts';

/** The text of one instance (PS3.18 F.2) as JSON, whatever it holds. */
export function parseJsonText(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new GatewayError('metadata-invalid', 'The metadata are no JSON in UTF-8 (RFC 8259).');
  }
}

/**
 * One instance of the DICOM JSON model, checked name by name. Only names that are tags are taken over, into an object without
 * prototype, so that `__proto__` and its like are refused as any other name that is none.
 */
export function readDicomJson(value: unknown): DicomJson {
  return dataSetOf(value, 0);
}

const tagPattern = /^[0-9A-Fa-f]{8}$/;

/** Calls itself for items, as deep as the limit. */
function dataSetOf(value: unknown, depth: number): DicomJson {
  if (!isObject(value)) throw invalid('An instance or an item is no JSON object of attributes.');
  if (depth > readerLimits.maxDepth) throw new DicomError('too-deep', 'sequences are nested too deeply');
  const dataSet: Record<string, DicomJsonAttribute> = Object.create(null);
  for (const name of Object.keys(value)) {
    if (!tagPattern.test(name)) throw invalid('The name of an attribute is not eight hexadecimal digits.');
    const tag = name.toUpperCase();
    if (Object.hasOwn(dataSet, tag)) throw new DicomError('element-duplicate', `${nameOf(tag)} is there twice`);
    if (!tag.endsWith('0000')) dataSet[tag] = attributeOf(tag, value[name], depth);
  }
  return dataSet;
}

function attributeOf(tag: string, value: unknown, depth: number): DicomJsonAttribute {
  refuseForeignGroup(tag);
  if (!isObject(value)) throw invalid(`${nameOf(tag)} is no JSON object`);
  const { vr, Value, BulkDataURI, InlineBinary } = ownMembers(value);
  if (typeof vr !== 'string') throw invalid(`${nameOf(tag)} has no vr`);
  const forms = [Value, BulkDataURI, InlineBinary].filter((form) => form !== undefined);
  if (forms.length > 1) throw invalid(`${nameOf(tag)} has more than one of Value, BulkDataURI and InlineBinary`);
  if (Value !== undefined) return { vr, Value: valuesOf(tag, { vr, values: Value }, depth) };
  if (BulkDataURI !== undefined) return { vr, BulkDataURI: textOf(tag, BulkDataURI) };
  return InlineBinary === undefined ? { vr } : { vr, InlineBinary: textOf(tag, InlineBinary) };
}

interface Members {
  readonly vr?: unknown;
  readonly Value?: unknown;
  readonly BulkDataURI?: unknown;
  readonly InlineBinary?: unknown;
}

/** What JSON calls `__proto__` is a member like any other, and no member that is asked for. */
function ownMembers(value: Readonly<Record<string, unknown>>): Members {
  return Object.fromEntries(memberNames.map((name) => [name, Object.hasOwn(value, name) ? value[name] : undefined]));
}

const memberNames = ['vr', 'Value', 'BulkDataURI', 'InlineBinary'] as const;

/** PS3.18 8.6.1.2: File Meta Information is the server's to write (PS3.10 7.1); commands and delimiters have no place either. */
export function refuseForeignGroup(tag: string): void {
  const group = Number.parseInt(tag.slice(0, 4), 16);
  if (group > 0x0002 && group < 0xfffe) return;
  throw invalid(`${nameOf(tag)} has no place in metadata (PS3.18 8.6.1.2)`);
}

function valuesOf(
  tag: string,
  { vr, values }: { readonly vr: string; readonly values: unknown },
  depth: number,
): readonly DicomJsonValue[] {
  if (!Array.isArray(values)) throw invalid(`${nameOf(tag)} has a Value that is no array`);
  if (vr === 'SQ') return values.map((item) => dataSetOf(item, depth + 1));
  return values;
}

function textOf(tag: string, value: unknown): string {
  if (typeof value !== 'string') throw invalid(`${nameOf(tag)} has a BulkDataURI or InlineBinary that is no text`);
  return value;
}

const nameOf = (tag: string): string => tagToText(Number.parseInt(tag, 16));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (message: string) => new DicomError('metadata-invalid', message);
