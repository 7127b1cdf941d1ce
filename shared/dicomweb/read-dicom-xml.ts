import { SaxesParser } from 'saxes';
import { DicomError } from '../dicom/dicom-error.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { GatewayError } from '../errors.ts';
import { metadataLimits } from './metadata-limits.ts';
import { NativeModelBuilder } from './native-model-builder.ts';

const chunkBytes = 64 * 1024;

/**
 * One instance of the Native DICOM Model (PS3.19 A.1) as the same data set in the DICOM JSON model. A document type is refused
 * before its entities are looked at, so nothing is ever expanded or fetched; depth and number of elements are counted.
 */
export function readDicomXml(bytes: Uint8Array): DicomJson {
  const builder = new NativeModelBuilder();
  const parser = parserInto(builder);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      parser.write(decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true }));
    }
    parser.write(decoder.decode()).close();
  } catch (error) {
    if (error instanceof GatewayError || error instanceof DicomError) throw error;
    throw invalid('The metadata are no XML 1.0 in UTF-8.');
  }
  return builder.dataSet();
}

function parserInto(builder: NativeModelBuilder): SaxesParser {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let elements = 0;
  let depth = 0;
  parser.on('error', () => {
    throw invalid('The metadata are no well-formed XML.');
  });
  parser.on('doctype', () => {
    throw invalid('The XML has a document type declaration, which is not read.');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-8|us-ascii)$/i.test(encoding)) throw invalid('The XML is not in UTF-8.');
  });
  parser.on('opentag', ({ local, attributes }) => {
    depth += 1;
    elements += 1;
    if (depth > metadataLimits.maxMarkupDepth) throw invalid('The XML is nested too deeply.');
    if (elements > metadataLimits.maxMetadataValues) throw invalid('An instance has too many attributes and values.');
    builder.open(local, attributesOf(attributes));
  });
  parser.on('closetag', () => {
    depth -= 1;
    builder.close();
  });
  parser.on('text', (text) => builder.addText(text));
  parser.on('cdata', (text) => builder.addText(text));
  return parser;
}

/** Those without a prefix: of another namespace means of another vocabulary. */
function attributesOf(
  attributes: Readonly<Record<string, { readonly prefix: string; readonly local: string; readonly value: string }>>,
): ReadonlyMap<string, string> {
  const plain = Object.values(attributes).filter(({ prefix }) => prefix === '');
  return new Map(plain.map(({ local, value }) => [local, value]));
}

const invalid = (message: string) => new GatewayError('metadata-invalid', message);
