import type { DicomJson, DicomJsonAttribute } from '../../shared/dicom/dicom-json.ts';
import { freshUid } from './fresh-uid.ts';
import { type BodyPartSpec, jsonBody, xmlBody } from './metadata-body.ts';
import { readParts } from './read-parts.ts';
import type { TestGateway } from './start-gateway.ts';

export interface StoredAgain {
  readonly status: number;
  /** In words, where it was refused. */
  readonly refusal?: string;
  readonly path?: string;
  /** Attributes that are not as they were; their tags. */
  readonly differences: readonly string[];
  readonly bulkValues: number;
}

/**
 * What a router between two archives does: takes an instance's metadata and bulk data as the gateway gives them, stores both
 * as another instance, and takes them again. Its UIDs apart, nothing may have changed.
 */
export async function storeAgain(gateway: TestGateway, path: string, form: 'json' | 'xml'): Promise<StoredAgain> {
  const metadata = await metadataOf(gateway, path);
  const bulk = await bulkOf(gateway, metadata);
  const renamed: DicomJson = {
    ...metadata,
    '00080018': { vr: 'UI', Value: [freshUid()] },
    '0020000D': { vr: 'UI', Value: [freshUid()] },
    '0020000E': { vr: 'UI', Value: [freshUid()] },
  };
  const { contentType, body } = (form === 'json' ? jsonBody : xmlBody)(
    [renamed],
    bulk.flatMap(({ parts }) => parts),
  );
  const response = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  const answer = (await response.json()) as DicomJson;
  const [stored] = (answer['00081199']?.Value ?? []) as DicomJson[];
  if (stored === undefined) {
    const failure = ((answer['00081198'] ?? answer['0008119A'])?.Value?.[0] ?? {}) as DicomJson;
    return {
      status: response.status,
      refusal: String(failure['00000902']?.Value?.[0] ?? JSON.stringify(answer)),
      differences: [],
      bulkValues: 0,
    };
  }
  const newPath = String(stored['00081190']?.Value?.[0]).slice(gateway.dicomwebUrl.length);
  const again = await metadataOf(gateway, newPath);
  const bulkAgain = await bulkOf(gateway, again);
  const differences = [...differingTags(renamed, again), ...differingBulk(bulk, bulkAgain)];
  return { status: response.status, path: newPath, differences, bulkValues: bulk.length };
}

async function metadataOf(gateway: TestGateway, path: string): Promise<DicomJson> {
  const response = await gateway.fetch(`${path}/metadata`, { headers: { accept: 'application/dicom+json' } });
  const [metadata] = (await response.json()) as DicomJson[];
  if (metadata === undefined) throw new Error('no metadata');
  return metadata;
}

interface BulkValues {
  readonly tag: string;
  readonly parts: readonly BodyPartSpec[];
}

/** As stored, in as many parts as it comes in. */
async function bulkOf(gateway: TestGateway, metadata: DicomJson): Promise<BulkValues[]> {
  const values: BulkValues[] = [];
  for (const [tag, uri] of bulkUris(metadata)) {
    const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
    const response = await gateway.fetch(uri.slice(gateway.dicomwebUrl.length), { headers: { accept } });
    if (response.status !== 200) throw new Error(`bulk data ${tag} is ${response.status}`);
    const parts = await readParts(response);
    values.push({
      tag,
      parts: parts.map(({ headers, body }) => ({
        contentType: headers.get('content-type') ?? '',
        location: uri,
        content: body,
      })),
    });
  }
  return values;
}

function* bulkUris(dicomJson: DicomJson): Generator<[string, string]> {
  for (const [tag, { BulkDataURI, vr, Value = [] }] of Object.entries(dicomJson)) {
    if (BulkDataURI !== undefined) yield [tag, BulkDataURI];
    if (vr === 'SQ') for (const item of Value) yield* bulkUris(item as DicomJson);
  }
}

/** Addresses name the instance that they are of; and bytes that are encapsulated are OB, whatever a file said (PS3.5 A.4). */
const withoutAddress = (attribute: DicomJsonAttribute | undefined, tag: string): string | undefined =>
  attribute &&
  JSON.stringify(tag === '7FE00010' ? { ...attribute, vr: 'OB' } : attribute, (name, value) =>
    name === 'BulkDataURI' ? 'there' : value,
  );

/** Written by whoever encapsulates (PS3.3 C.7.6.3.1.8). */
const offsetTables: ReadonlySet<string> = new Set(['7FE00001', '7FE00002']);

function differingTags(one: DicomJson, other: DicomJson): string[] {
  const tags = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((tag) => !offsetTables.has(tag));
  return tags.filter((tag) => withoutAddress(one[tag], tag) !== withoutAddress(other[tag], tag));
}

function differingBulk(one: readonly BulkValues[], other: readonly BulkValues[]): string[] {
  const [before, after] = [one, other].map((values) => values.filter(({ tag }) => !offsetTables.has(tag)));
  return (before ?? []).flatMap(({ tag, parts }, index) =>
    areEqual(parts, after?.[index]?.parts ?? []) ? [] : [`the bytes of ${tag}`],
  );
}

function areEqual(one: readonly BodyPartSpec[], other: readonly BodyPartSpec[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ content }, index) =>
      isPadded(Buffer.from(content as Uint8Array), Buffer.from((other[index]?.content ?? '') as Uint8Array)),
    )
  );
}

/** PS3.5 7.1.1: a frame of odd length is padded when it is encapsulated. */
function isPadded(before: Buffer, after: Buffer): boolean {
  if (after.length !== before.length + (before.length % 2)) return false;
  return after.subarray(0, before.length).equals(before);
}
