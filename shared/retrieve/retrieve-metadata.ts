import type { Authorized } from '../access/authorize.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { dicomJsonText } from '../dicom/dicom-json-text.ts';
import { sidecarVersion } from '../dicom/sidecar.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import { validatorHeaders } from '../dicomweb/etag.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import { instanceUrl } from './instance-url.ts';
import { locateInstances, type RetrieveTarget } from './locate.ts';
import { dicomXml, metadataXml } from './metadata-xml.ts';
import { outgoingBytes } from './outgoing-bytes.ts';
import { readHeaders } from './read-headers.ts';
import type { Retrieved } from './retrieved.ts';
import { sendOpenMultipart } from './send-open-multipart.ts';
import { keepPack, maxPackCharacters, packOf, readPack, type SeriesPack } from './series-pack.ts';

/** PS3.18 10.4.3 for `…/metadata`: one array over all instances, written as their packs or sidecars are read. */
export async function retrieveMetadata(
  permit: Authorized<'study.read'>,
  target: RetrieveTarget,
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const locations = await locateInstances(permit, target, gateway.index);
  const representation = chooseRepresentation(request, representations);
  const variant = { representation, publicBaseUrl: gateway.settings.publicBaseUrl, part: metadataVersion };
  if (representation === xml) return sendOpenMultipart(locations, variant, metadataXml(permit, locations, gateway));
  return {
    status: 200,
    headers: { 'Content-Type': representation.essence, ...validatorHeaders(etagOfInstances(locations, variant)) },
    open: () => outgoingBytes(metadataBytes(permit, locations, gateway)),
    count: locations.length,
  };
}

const metadataVersion = `metadata/${sidecarVersion}`;

const json = (essence: string): Representation => ({ essence, form: 'single', transferSyntaxUids: [] });
const xml: Representation = { essence: dicomXml, form: 'multipart', transferSyntaxUids: [] };

/** `application/json` is what plain HTTP clients ask for, and what the standard's earlier editions allowed. */
const representations = [json('application/dicom+json'), json('application/json'), xml];

/** By series, since each has its pack; an instance alone has none. */
async function* metadataBytes(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  gateway: Gateway,
): AsyncGenerator<Uint8Array> {
  let separator = openingBracket;
  for (const ofSeries of Map.groupBy(locations, ({ key }) => key.seriesUid).values()) {
    yield separator;
    yield* seriesBytes(permit, ofSeries, gateway);
    separator = comma;
  }
  yield closingBracket;
}

async function* seriesBytes(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  gateway: Gateway,
): AsyncGenerator<Uint8Array> {
  const pack = packOf(locations, gateway.settings.publicBaseUrl);
  const packed = pack && (await readPack(permit, pack, gateway.archive));
  if (packed !== undefined) return yield* packed;
  const texts = metadataTexts(permit, locations, gateway);
  yield* pack === undefined ? inChunks(texts) : inChunks(keepingPack(permit, pack, { texts, gateway }));
}

/** Passes the texts on and, when the last has been taken, keeps them for the next who asks. */
async function* keepingPack(
  permit: Authorized<'study.read'>,
  pack: SeriesPack,
  { texts, gateway }: { readonly texts: AsyncIterable<string>; readonly gateway: Gateway },
): AsyncGenerator<string> {
  const gathered: string[] = [];
  let characters = 0;
  for await (const text of texts) {
    characters += text.length;
    if (characters <= maxPackCharacters) gathered.push(text);
    else gathered.length = 0;
    yield text;
  }
  if (gathered.length > 0) await keepPack(permit, pack, { ...gateway, text: gathered.join(',') });
}

async function* metadataTexts(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  { archive, settings }: Gateway,
): AsyncGenerator<string> {
  for await (const { location, header } of readHeaders(permit, locations, archive)) {
    yield textWithBulkUrls(header.dicomJson, `${instanceUrl(settings.publicBaseUrl, location.key)}/bulkdata/`);
  }
}

/**
 * Sidecars hold bare paths, because the gateway's address may change. In JSON text an unescaped quote never stands inside a
 * string, so this sequence is always the attribute's name and never part of a value.
 */
function textWithBulkUrls(dicomJson: DicomJson, urlPrefix: string): string {
  return dicomJsonText(dicomJson).replaceAll(bulkUriStart, () => bulkUriStart + urlPrefix);
}

const bulkUriStart = '"BulkDataURI":"';
const chunkCharacters = 64 * 1024;

/** With commas between them, a few at a time. */
async function* inChunks(items: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let text = '';
  let separator = '';
  for await (const item of items) {
    text += separator + item;
    separator = ',';
    if (text.length < chunkCharacters) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

const [openingBracket, comma, closingBracket] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];
