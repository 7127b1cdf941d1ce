import { isUid, type Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import {
  checkedWindow,
  onlyValueOf,
  parseAnnotations,
  parseDecimal,
  parsePixelCount,
  parseQuality,
  type RenderingWishes,
} from './rendering-parameters.ts';
import type { SourceRegion, Viewport } from './viewport.ts';
import type { VoiWindow } from './voi-window.ts';

/** What a request to the URI Service names (PS3.18 9.4.1.1, 9.5.1.1). */
export interface WadoUriRequest {
  readonly studyUid: Uid;
  readonly seriesUid: Uid;
  readonly sopInstanceUid: Uid;
  /** In the order of liking; none: whatever Accept says. */
  readonly contentTypes: readonly string[] | undefined;
  readonly isAnonymized: boolean;
  /** `*`: as stored, as PS3.18 8.7.3.5 has it for Accept. */
  readonly transferSyntax: Uid | '*' | undefined;
  readonly frameNumber: number | undefined;
  readonly presentation: PresentationReference | undefined;
  readonly wishes: RenderingWishes;
  /** As it came. */
  readonly query: string;
}

export interface PresentationReference {
  readonly seriesUid: Uid;
  readonly sopInstanceUid: Uid;
}

/** Every fault is 400; what is not known is ignored (8.3). */
export function parseWadoUri(query: string): WadoUriRequest {
  const parameters = new URLSearchParams(query);
  if (onlyValueOf(parameters, 'requestType') !== 'WADO') throw invalid('requestType has to be WADO.');
  const presentation = presentationIn(parameters);
  const wishes = wishesIn(parameters);
  if (presentation !== undefined && wishes.window !== undefined) {
    throw invalid('A presentation state has a window of its own; leave windowCenter and windowWidth away.');
  }
  return {
    studyUid: requiredUid(parameters, 'studyUID'),
    seriesUid: requiredUid(parameters, 'seriesUID'),
    sopInstanceUid: requiredUid(parameters, 'objectUID'),
    contentTypes: contentTypesIn(onlyValueOf(parameters, 'contentType')),
    isAnonymized: isAnonymized(onlyValueOf(parameters, 'anonymize')),
    transferSyntax: transferSyntaxIn(parameters),
    frameNumber: frameNumberIn(onlyValueOf(parameters, 'frameNumber')),
    presentation,
    wishes,
    query,
  };
}

function requiredUid(parameters: URLSearchParams, name: string): Uid {
  const uid = optionalUid(parameters, name);
  if (uid === undefined) throw invalid(`${name} is missing.`);
  return uid;
}

function optionalUid(parameters: URLSearchParams, name: string): Uid | undefined {
  const text = onlyValueOf(parameters, name);
  if (text === undefined || isUid(text)) return text;
  throw invalid(`${name} is no DICOM UID; write it as numbers and dots (PS3.5 9.1).`);
}

function transferSyntaxIn(parameters: URLSearchParams): WadoUriRequest['transferSyntax'] {
  return onlyValueOf(parameters, 'transferSyntax') === '*' ? '*' : optionalUid(parameters, 'transferSyntax');
}

/** Without parameters: a transfer syntax or a character set has a parameter of its own (9.1.2.1). */
function contentTypesIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const types = text.split(',').map((type) => type.trim().toLowerCase());
  if (types.length <= 16 && types.every((type) => /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(type))) return types;
  throw invalid('contentType is a list of media types without parameters: contentType=image/png,image/jpeg.');
}

function isAnonymized(text: string | undefined): boolean {
  if (text !== undefined && text !== 'yes') throw invalid('anonymize is yes, or is left away.');
  return text === 'yes';
}

function frameNumberIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parsePixelCount(text, 'frameNumber is a whole number from 1.');
}

function presentationIn(parameters: URLSearchParams): PresentationReference | undefined {
  const seriesUid = optionalUid(parameters, 'presentationSeriesUID');
  const sopInstanceUid = optionalUid(parameters, 'presentationUID');
  if (seriesUid === undefined && sopInstanceUid === undefined) return undefined;
  if (seriesUid !== undefined && sopInstanceUid !== undefined) return { seriesUid, sopInstanceUid };
  throw invalid('presentationUID and presentationSeriesUID go together.');
}

function wishesIn(parameters: URLSearchParams): RenderingWishes {
  const annotation = onlyValueOf(parameters, 'imageAnnotation') ?? onlyValueOf(parameters, 'annotation');
  const viewport = viewportIn(parameters);
  const window = windowIn(parameters);
  return {
    ...parseAnnotations(annotation),
    quality: parseQuality(onlyValueOf(parameters, 'imageQuality'), 'imageQuality'),
    iccProfile: 'no',
    ...(viewport === undefined ? {} : { viewport }),
    ...(window === undefined ? {} : { window }),
  };
}

function viewportIn(parameters: URLSearchParams): Viewport | undefined {
  const count = (name: string) => {
    const text = onlyValueOf(parameters, name);
    return text === undefined ? undefined : parsePixelCount(text, `${name} is a whole number from 1.`);
  };
  const [width, height, region] = [count('columns'), count('rows'), regionIn(onlyValueOf(parameters, 'region'))];
  if (width === undefined && height === undefined && region === undefined) return undefined;
  return {
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(region === undefined ? {} : { region }),
  };
}

const regionForm = 'region is xmin,ymin,xmax,ymax, shares of the image from 0.0 to 1.0: region=0.25,0.25,0.75,0.75.';

function regionIn(text: string | undefined): SourceRegion | undefined {
  if (text === undefined) return undefined;
  const numbers = text.split(',').map((each) => parseDecimal(each, regionForm));
  const [left, top, right, bottom, ...more] = numbers;
  const isWhole = left !== undefined && top !== undefined && right !== undefined && bottom !== undefined;
  if (!isWhole || more.length > 0) throw invalid(regionForm);
  if (numbers.some((each) => each < 0 || each > 1) || right <= left || bottom <= top) throw invalid(regionForm);
  return { unit: 'shares', left, top, width: right - left, height: bottom - top };
}

function windowIn(parameters: URLSearchParams): VoiWindow | undefined {
  const [center, width] = [onlyValueOf(parameters, 'windowCenter'), onlyValueOf(parameters, 'windowWidth')];
  if (center === undefined && width === undefined) return undefined;
  if (center === undefined || width === undefined) throw invalid('windowCenter and windowWidth go together.');
  const form = 'windowCenter and windowWidth are decimal numbers.';
  return checkedWindow({ center: parseDecimal(center, form), width: parseDecimal(width, form), function: 'linear' });
}

const invalid = (message: string) => new GatewayError('query-invalid', message);
