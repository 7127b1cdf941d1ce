import { GatewayError } from '../errors.ts';
import { DelimitedReader } from './delimited-reader.ts';
import { parseMediaType } from './media-type.ts';
import { type PartHeaders, parsePartHeaders } from './part-headers.ts';

export interface MultipartLimits {
  readonly maxTotalBytes: number;
  readonly maxParts: number;
  readonly maxHeadersPerPart: number;
  readonly maxHeaderBytesPerPart: number;
  readonly maxPreambleBytes: number;
  readonly maxEpilogueBytes: number;
}

/** Ample for every known client; the totals come from the settings. */
export const usualMultipartLimits = {
  maxHeadersPerPart: 32,
  maxHeaderBytesPerPart: 8 * 1024,
  maxPreambleBytes: 1024,
  maxEpilogueBytes: 1024,
} as const satisfies Partial<MultipartLimits>;

/** One part of a body; its bytes can be read once, and only until the next part is asked for. */
export interface BodyPart extends PartHeaders {
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * RFC 2046 5.1 and RFC 2387, streaming: no part is ever gathered, and what a consumer leaves of a part is skipped.
 * A failure reaches the consumer of the part and the loop over the parts alike.
 */
export async function* readMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: MultipartLimits,
): AsyncGenerator<BodyPart> {
  const reader = new DelimitedReader(body, boundaryOf(contentType), limits.maxTotalBytes);
  try {
    await skipPreamble(reader, limits.maxPreambleBytes);
    for (let partCount = 1; !reader.isClosed; partCount += 1) {
      if (partCount > limits.maxParts) throw tooManyParts(limits.maxParts);
      yield await readPart(reader, limits);
      await reader.skipSection();
    }
    await reader.skipEpilogue(limits.maxEpilogueBytes);
  } finally {
    await reader.close();
  }
}

/** RFC 2046 5.1.1 allows 70 characters, but Orthanc sends 73 (two UUIDs and a hyphen). */
const boundaryPattern = /^[0-9A-Za-z'()+_,./:=? -]{0,127}[0-9A-Za-z'()+_,./:=?-]$/;

function boundaryOf(contentType: string): string {
  const parsed = parseMediaType(contentType);
  if (parsed?.essence !== 'multipart/related') throw invalid('The Content-Type must be multipart/related.');
  const boundary = parsed.parameters.get('boundary');
  if (boundary === undefined) throw invalid('The Content-Type has no boundary parameter.');
  if (!boundaryPattern.test(boundary))
    throw invalid('The boundary must be 1 to 128 characters of those in RFC 2046 5.1.1.');
  return boundary;
}

async function skipPreamble(reader: DelimitedReader, maxPreambleBytes: number): Promise<void> {
  let skippedBytes = 0;
  for await (const bytes of reader.sectionBytes()) {
    skippedBytes += bytes.length;
    if (skippedBytes > maxPreambleBytes)
      throw invalid('No delimiter line (CRLF, two dashes, boundary, CRLF) begins the body.');
  }
  if (reader.isClosed) throw invalid('The multipart body has no parts.');
}

async function readPart(reader: DelimitedReader, limits: MultipartLimits): Promise<BodyPart> {
  const block = await reader.takeHeaderBlock(limits.maxHeaderBytesPerPart);
  return { ...parsePartHeaders(block, limits.maxHeadersPerPart), body: reader.sectionBytes() };
}

const invalid = (message: string) => new GatewayError('multipart-invalid', message);
const tooManyParts = (maxParts: number) =>
  new GatewayError('request-too-large', `The body has more than ${maxParts} parts; send them in several requests.`);
