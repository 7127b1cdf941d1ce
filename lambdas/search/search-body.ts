import type { Authorized } from '../../shared/access/authorize.ts';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { dicomJsonText } from '../../shared/dicom/dicom-json-text.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { decodeSidecar } from '../../shared/dicom/sidecar.ts';
import type { Representation } from '../../shared/dicomweb/accept.ts';
import { dicomXmlParts, type XmlDataSet } from '../../shared/dicomweb/dicom-xml-parts.ts';
import { newBoundary, writeMultipart } from '../../shared/dicomweb/multipart-writer.ts';
import { GatewayError } from '../../shared/errors.ts';
import type { Gateway } from '../../shared/gateway.ts';
import type { ImageArchive } from '../../shared/ports/image-archive.ts';
import type { SearchMatch, SearchPage } from '../../shared/ports/study-index.ts';
import { inOrder } from '../../shared/retrieve/in-order.ts';
import { instanceUrl } from '../../shared/retrieve/instance-url.ts';
import { outgoingBytes } from '../../shared/retrieve/outgoing-bytes.ts';
import type { SearchRequest } from '../../shared/search/parse-search-query.ts';
import { matchWriter } from '../../shared/search/search-response.ts';
import { storedAttributes } from '../../shared/search/stored-attributes.ts';
import type { Reply } from '../edge/gateway-request.ts';

export interface Found {
  readonly asked: SearchRequest;
  readonly page: SearchPage;
  readonly representation: Representation;
}

interface Body {
  readonly contentType: string;
  readonly body: NonNullable<Reply['body']>;
}

/** PS3.18 10.6.3.3: one array of DICOM JSON, or a part of DICOM XML a match. */
export async function searchBody(found: Found, permit: Authorized<'study.search'>, gateway: Gateway): Promise<Body> {
  const { asked, page, representation } = found;
  const dataSets =
    asked.stored === undefined ? indexedDataSets(found, gateway) : storedDataSets(found, permit, gateway);
  if (representation.form === 'multipart') return xmlBody(dataSets);
  const contentType = representation.essence;
  if (asked.stored !== undefined) return { contentType, body: await outgoingBytes(jsonBytes(dataSets)) };
  const write = matchWriter(asked, gateway.settings.publicBaseUrl);
  return { contentType, body: JSON.stringify(page.matches.map((match) => write(match))) };
}

type DataSets = AsyncGenerator<XmlDataSet>;

async function* indexedDataSets({ asked, page }: Found, { settings }: Gateway): DataSets {
  const write = matchWriter(asked, settings.publicBaseUrl);
  for (const match of page.matches) yield { dicomJson: write(match) };
}

/** Sidecars that are read at once: enough to hide a bucket's latency, few enough to bound what is held. */
const sidecarsReadAhead = 8;

/** As many sidecars as the page has matches, however many match. */
function storedDataSets({ asked, page }: Found, permit: Authorized<'study.search'>, gateway: Gateway): DataSets {
  const { archive, settings } = gateway;
  const write = matchWriter(asked, settings.publicBaseUrl);
  const storedOf = async (source: InstanceKey): Promise<DicomJson> => {
    const dicomJson = await readStored(permit, source, archive);
    return asked.stored === undefined ? {} : storedAttributes(dicomJson, asked.stored, asked.query.level);
  };
  const dataSetOf = async (match: SearchMatch): Promise<XmlDataSet> => {
    const { source } = match;
    if (source === undefined) return { dicomJson: write(match) };
    const bulkUrlPrefix = `${instanceUrl(settings.publicBaseUrl, source)}/bulkdata/`;
    return { dicomJson: write(match, await storedOf(source)), bulkUrlPrefix };
  };
  return inOrder(page.matches, dataSetOf, sidecarsReadAhead);
}

/** Only who may read instances can derive a lost sidecar anew; a search that left its match out would be wrong. */
async function readStored(
  permit: Authorized<'study.search'>,
  source: InstanceKey,
  archive: ImageArchive,
): Promise<DicomJson> {
  const sidecar = await archive.readSidecar(permit, source);
  const header = sidecar && decodeSidecar(sidecar);
  if (header !== undefined) return header.dicomJson;
  throw new GatewayError(
    'archive-unavailable',
    'The header of a match is lost and must be made again; retrieve the metadata of the study once, then search again.',
  );
}

async function xmlBody(dataSets: DataSets): Promise<Body> {
  const boundary = newBoundary();
  return {
    contentType: `multipart/related; type="application/dicom+xml"; boundary=${boundary}`,
    body: await outgoingBytes(writeMultipart(dicomXmlParts(dataSets), boundary)),
  };
}

const chunkCharacters = 64 * 1024;

async function* jsonBytes(dataSets: DataSets): AsyncGenerator<Uint8Array> {
  let text = '[';
  let separator = '';
  for await (const { dicomJson, bulkUrlPrefix = '' } of dataSets) {
    text += separator + dicomJsonText(dicomJson).replaceAll(bulkUriStart, () => bulkUriStart + bulkUrlPrefix);
    separator = ',';
    if (text.length < chunkCharacters) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(`${text}]`);
}

/** In JSON text an unescaped quote never stands inside a string, so this is always an attribute's name. */
const bulkUriStart = '"BulkDataURI":"';
