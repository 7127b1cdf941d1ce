import type { DicomJson, DicomJsonAttribute, DicomJsonValue, PersonName } from '../dicom/dicom-json.ts';
import { isPrivateCreator, isPrivateGroup, keywordOf } from '../dicom/dictionary.ts';
import { tagToHex } from '../dicom/tags.ts';
import { escapedXml } from './escaped-xml.ts';

const chunkCharacters = 64 * 1024;

/**
 * One data set in the Native DICOM Model (PS3.19 A.1), a piece at a time, so that a header of megabytes is never one
 * string. `bulkUrlPrefix` stands before each BulkDataURI, which sidecars keep as bare paths.
 */
export function* dicomXmlChunks(dicomJson: DicomJson, bulkUrlPrefix = ''): Generator<string> {
  let chunk = `<?xml version="1.0" encoding="UTF-8"?>\n<NativeDicomModel xmlns="${namespace}" xml:space="preserve">`;
  for (const text of dataSetXml(dicomJson, bulkUrlPrefix)) {
    chunk += text;
    if (chunk.length < chunkCharacters) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}</NativeDicomModel>\n`;
}

const namespace = 'http://dicom.nema.org/PS3.19/models/NativeDICOM';

/** Calls itself for items, at most as deep as the reader lets sequences nest. */
function* dataSetXml(dicomJson: DicomJson, bulkUrlPrefix: string): Generator<string> {
  for (const tag of Object.keys(dicomJson).sort()) {
    const attribute = dicomJson[tag];
    if (attribute === undefined) continue;
    yield `<DicomAttribute${identity(tag, attribute.vr, dicomJson)}>`;
    if (attribute.vr === 'SQ') yield* itemsXml(attribute, bulkUrlPrefix);
    else yield* contentXml(attribute, bulkUrlPrefix);
    yield '</DicomAttribute>';
  }
}

/** A private element is named by its creator, so the block that its data set happens to use is left out (gggg00ee). */
function identity(tag: string, vr: string, dicomJson: DicomJson): string {
  const number = Number.parseInt(tag, 16);
  const creator = privateCreatorOf(number, dicomJson);
  const named = creator === undefined ? tag : `${tag.slice(0, 4)}00${tag.slice(6)}`;
  const keyword = keywordOf(number);
  const names = keyword === '' ? '' : ` keyword="${keyword}"`;
  const creators = creator === undefined ? '' : ` privateCreator="${escapedXml(creator)}"`;
  return ` tag="${named}" vr="${vr}"${names}${creators}`;
}

/** PS3.5 7.8.1: `(gggg,00bb)` reserves the elements `(gggg,bb00)` to `(gggg,bbFF)` of its own data set. */
function privateCreatorOf(tag: number, dicomJson: DicomJson): string | undefined {
  if (!isPrivateGroup(tag) || isPrivateCreator(tag)) return undefined;
  const block = (tag & 0xff00) >>> 8;
  const creator = dicomJson[tagToHex(((tag & 0xffff0000) | block) >>> 0)]?.Value?.[0];
  return typeof creator === 'string' && creator !== '' ? creator : undefined;
}

function* itemsXml({ Value = [] }: DicomJsonAttribute, bulkUrlPrefix: string): Generator<string> {
  for (const [index, item] of Value.entries()) {
    yield `<Item number="${index + 1}">`;
    if (isObject(item)) yield* dataSetXml(item as DicomJson, bulkUrlPrefix);
    yield '</Item>';
  }
}

function* contentXml(attribute: DicomJsonAttribute, bulkUrlPrefix: string): Generator<string> {
  const { vr, Value = [], BulkDataURI, InlineBinary } = attribute;
  if (BulkDataURI !== undefined) yield `<BulkData uri="${escapedXml(bulkUrlPrefix + BulkDataURI)}"/>`;
  if (InlineBinary !== undefined) yield `<InlineBinary>${InlineBinary}</InlineBinary>`;
  const one = vr === 'PN' ? personNameXml : valueXml;
  for (const [index, value] of Value.entries()) yield one(value, index + 1);
}

/** A value that is empty keeps its number, so that its neighbours keep theirs. */
const valueXml = (value: DicomJsonValue, number: number): string =>
  `<Value number="${number}">${value === null ? '' : escapedXml(String(value))}</Value>`;

function personNameXml(value: DicomJsonValue, number: number): string {
  const name: PersonName = isObject(value) ? (value as PersonName) : {};
  const groups = nameGroups.map((group) => groupXml(group, name[group]));
  return `<PersonName number="${number}">${groups.join('')}</PersonName>`;
}

const nameGroups = ['Alphabetic', 'Ideographic', 'Phonetic'] as const;
const nameComponents = ['FamilyName', 'GivenName', 'MiddleName', 'NamePrefix', 'NameSuffix'] as const;

/** PS3.5 6.2.1: five components; whatever a broken name has beyond stays with the last, so that nothing is lost. */
function groupXml(group: string, text: string | undefined): string {
  if (text === undefined || text === '') return '';
  const parts = text.split('^');
  const components = [...parts.slice(0, 4), parts.slice(4).join('^')];
  const elements = nameComponents.map((element, index) => {
    const component = components[index] ?? '';
    return component === '' ? '' : `<${element}>${escapedXml(component)}</${element}>`;
  });
  return `<${group}>${elements.join('')}</${group}>`;
}

const isObject = (value: DicomJsonValue | undefined): value is PersonName | DicomJson =>
  typeof value === 'object' && value !== null;
