import { GatewayError } from '../errors.ts';
import { type MediaRange, parseAccept } from './media-range.ts';

/** One way in which a resource can be had. */
export interface Representation {
  readonly essence: string;
  readonly form: 'single' | 'multipart';
  /** The distinct transfer syntaxes of what is in it; none where it has no such thing (JSON). */
  readonly transferSyntaxUids: readonly string[];
  /** Made on request; what is stored is what `transfer-syntax=*` means. */
  readonly isTranscoded?: boolean;
  /** Nobody gets it who does not name its transfer syntax: it is lossy. */
  readonly isOnlyWhenNamed?: boolean;
}

/** Where a request says what it accepts. */
export interface AcceptRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** After the `?`, as it came. */
  readonly query: string;
}

export const explicitVrLittleEndian = '1.2.840.10008.1.2.1';

/**
 * PS3.18 8.7.5: the offered representation that the request likes best; among equals the first offered. The `accept`
 * query parameter narrows the Accept header (8.3.3.1), which must be there.
 */
export function chooseRepresentation<R extends Representation>(request: AcceptRequest, offered: readonly R[]): R {
  const { accept } = request.headers;
  if (accept === undefined) throw notAcceptable('The request has no Accept header.', offered);
  const ranges = parseAccept(accept);
  refuseMixture(ranges);
  const parameter = acceptParameter(request.query);
  const choice = parameter === undefined ? bestOf(ranges, offered) : narrowedChoice(ranges, parameter, offered);
  if (choice === undefined) throw notAcceptable('Nothing of what Accept asks for can be had.', offered);
  return choice;
}

/**
 * The choice among these where Accept likes nothing better; `undefined` where something else might be liked better, or
 * nothing here will do, so that what else there is has to be found out.
 */
export function chooseAtOnce<R extends Representation>(request: AcceptRequest, offered: readonly R[]): R | undefined {
  const { accept } = request.headers;
  if (accept === undefined || acceptParameter(request.query) !== undefined) return undefined;
  const ranges = parseAccept(accept);
  refuseMixture(ranges);
  const choice = bestOf(ranges, offered);
  if (choice === undefined) return undefined;
  const best = ranges.reduce((quality, range) => Math.max(quality, range.quality), 0);
  return qualityOf(ranges, choice) === best ? choice : undefined;
}

const dicomEssences = new Set([
  'application/dicom',
  'application/dicom+json',
  'application/dicom+xml',
  'application/octet-stream',
]);
const renderedEssence =
  /^(?:image\/(?:jpeg|gif|png|jp2|jph|jxl)|video\/.+|text\/(?:html|plain|xml|rtf)|application\/pdf)$/;

/** PS3.18 8.7.4: DICOM and rendered media types in one Accept leave open which resource is meant; parts of images are both. */
function refuseMixture(ranges: readonly MediaRange[]): void {
  const isDicom = ({ form, essence }: MediaRange) =>
    dicomEssences.has(essence) || (form === 'multipart' && !renderedEssence.test(essence));
  const isRendered = ({ form, essence }: MediaRange) => form === 'single' && renderedEssence.test(essence);
  if (ranges.some(isDicom) && ranges.some(isRendered)) {
    throw new GatewayError(
      'accept-invalid',
      'Accept mixes DICOM and rendered media types; ask for one kind at a time.',
    );
  }
}

function narrowedChoice<R extends Representation>(
  header: readonly MediaRange[],
  parameter: readonly MediaRange[],
  offered: readonly R[],
): R | undefined {
  const allowed = offered.filter((representation) => qualityOf(header, representation) > 0);
  return bestOf(parameter, allowed) ?? allowed.find((representation) => representation === offered[0]);
}

function bestOf<R extends Representation>(ranges: readonly MediaRange[], offered: readonly R[]): R | undefined {
  let best: R | undefined;
  let bestQuality = 0;
  for (const representation of offered) {
    const quality = qualityOf(ranges, representation);
    if (quality > bestQuality) [best, bestQuality] = [representation, quality];
  }
  return best;
}

/** RFC 9110 12.5.1: of all ranges that match, the most specific one decides. */
function qualityOf(ranges: readonly MediaRange[], representation: Representation): number {
  let quality = 0;
  let specificity = -1;
  for (const range of ranges) {
    if (!matches(range, representation) || specificityOf(range) <= specificity) continue;
    specificity = specificityOf(range);
    quality = range.quality;
  }
  return quality;
}

function matches(range: MediaRange, representation: Representation): boolean {
  if (range.form !== 'any' && range.form !== representation.form) return false;
  if (!essenceMatches(range.essence, representation.essence)) return false;
  return representation.transferSyntaxUids.every((uid) => syntaxMatches(range, representation, uid));
}

function essenceMatches(asked: string, offered: string): boolean {
  if (asked === '*/*' || asked === offered) return true;
  return asked.endsWith('/*') && offered.startsWith(asked.slice(0, -1));
}

/**
 * PS3.18 8.7.3: uncompressed bytes are Explicit VR Little Endian unless asked otherwise. A compressed type means what is
 * stored of its family, and a whole instance leaves as stored (docs/decisions/0004).
 */
function syntaxMatches(range: MediaRange, representation: Representation, uid: string): boolean {
  const { essence, isOnlyWhenNamed } = representation;
  if (isOnlyWhenNamed === true) return range.transferSyntax === uid;
  if (range.transferSyntax === '*') return true;
  if (range.transferSyntax !== undefined) return range.transferSyntax === uid;
  if (range.essence === '*/*' || !dicomEssences.has(essence)) return true;
  return uid === explicitVrLittleEndian || essence === 'application/dicom';
}

function specificityOf({ essence, form, transferSyntax }: MediaRange): number {
  const essenceRank = essence === '*/*' ? 0 : essence.endsWith('/*') ? 2 : 3;
  const syntaxRank = transferSyntax === undefined ? 1 : transferSyntax === '*' ? 0 : 2;
  return (essenceRank + (form === 'any' ? 0 : 1)) * 3 + syntaxRank;
}

/** PS3.18 8.3.3.1: a comma list without wildcards. */
function acceptParameter(query: string): readonly MediaRange[] | undefined {
  const values = query
    .split('&')
    .flatMap((pair) => (pair.startsWith('accept=') ? [percentDecoded(pair.slice(7))] : []));
  if (values.length === 0) return undefined;
  return parseAccept(values.join(',')).filter(({ essence }) => !essence.includes('*'));
}

/** A `+` stays what it is: `application/dicom+json` is more often written than encoded. */
function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new GatewayError('query-invalid', 'The accept parameter is not percent-encoded UTF-8.');
  }
}

function notAcceptable(reason: string, offered: readonly Representation[]): GatewayError {
  const choices = [...new Set(offered.map(describe))].join(', or ');
  return new GatewayError('media-type-not-acceptable', `${reason} Send Accept: ${choices}.`);
}

function describe({ essence, form, transferSyntaxUids, isTranscoded }: Representation): string {
  const type = form === 'single' ? essence : `multipart/related; type="${essence}"`;
  if (transferSyntaxUids.length === 0) return type;
  const stored = transferSyntaxUids.length === 1 ? transferSyntaxUids[0] : '*';
  if (stored === '*') return `${type}; transfer-syntax=*`;
  return isTranscoded === true ? `${type}; transfer-syntax=${stored}` : `${type}; transfer-syntax=${stored} (or *)`;
}
