import { GatewayError } from '../errors.ts';
import type { SourceRegion, Viewport } from './viewport.ts';
import { isValidWindow, type VoiWindow, type WindowFunction } from './voi-window.ts';

/** PS3.18 8.3.5.1.1, and `overlay`, which is ours: the graphics of group 60xx. */
export type Annotation = 'patient' | 'technique' | 'overlay';
/** PS3.18 8.3.5.1.5. */
export type IccProfileWish = 'no' | 'yes' | 'srgb' | 'adobergb' | 'rommrgb';

/** What a request asks of a rendering, in the words of PS3.18 8.3.5. */
export interface RenderingWishes {
  readonly annotations: readonly Annotation[];
  readonly quality: number;
  readonly viewport?: Viewport;
  readonly window?: VoiWindow;
  readonly iccProfile: IccProfileWish;
  /** Texts of Warning 299: what was asked for and is not done. */
  readonly warnings: readonly string[];
}

export const defaultQuality = 90;

/** PS3.18 8.3.5.1: a parameter that is not known is ignored (8.3), a value that is not well-formed is 400. */
export function parseRenderingParameters(query: string): RenderingWishes {
  const parameters = new URLSearchParams(query);
  const viewport = onlyValueOf(parameters, 'viewport');
  const window = onlyValueOf(parameters, 'window');
  return {
    ...parseAnnotations(onlyValueOf(parameters, 'annotation')),
    quality: parseQuality(onlyValueOf(parameters, 'quality')),
    ...(viewport === undefined ? {} : { viewport: parseViewport(viewport) }),
    ...(window === undefined ? {} : { window: parseWindow(window) }),
    iccProfile: parseIccProfile(onlyValueOf(parameters, 'iccprofile')),
  };
}

/** Given twice, nobody knows which one is meant. */
export function onlyValueOf(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1) throw invalid(`Give ${name} once.`);
  return values[0];
}

/** PS3.18 8.3.5.1.3 for thumbnails: `vw,vh` alone. */
export function parseThumbnailViewport(query: string): Viewport | undefined {
  const text = onlyValueOf(new URLSearchParams(query), 'viewport');
  if (text === undefined) return undefined;
  const viewport = parseViewport(text);
  if (viewport.region !== undefined) throw invalid('A thumbnail shows the whole image: viewport=width,height.');
  return viewport;
}

const knownAnnotations: readonly string[] = ['patient', 'technique', 'overlay'] satisfies Annotation[];

export function parseAnnotations(text: string | undefined): Pick<RenderingWishes, 'annotations' | 'warnings'> {
  if (text === undefined) return { annotations: [], warnings: [] };
  const words = text.split(',');
  if (!words.every((word) => keyword.test(word))) {
    throw invalid('annotation is a list of keywords: annotation=patient,technique.');
  }
  const isKnown = (word: string): word is Annotation => knownAnnotations.includes(word);
  const unknown = words.filter((word) => !isKnown(word));
  const warning = `The following annotation values are not supported: ${unknown.join(',')}`;
  return { annotations: [...new Set(words.filter(isKnown))], warnings: unknown.length === 0 ? [] : [warning] };
}

const keyword = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export function parseQuality(text: string | undefined, name = 'quality'): number {
  if (text === undefined) return defaultQuality;
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > 100) {
    throw invalid(`${name} is a whole number from 1 to 100.`);
  }
  return Number(text);
}

/** `vw,vh[,[sx],[sy],[sw],[sh]]`: a source value that is left out has its default. */
function parseViewport(text: string): Viewport {
  const [width = '', height = '', ...source] = text.split(',');
  if (source.length > 4) throw invalid(viewportForm);
  return {
    width: parsePixelCount(width, viewportForm),
    height: parsePixelCount(height, viewportForm),
    ...(source.every((each) => each === '') ? {} : { region: parseSource(source) }),
  };
}

const viewportForm = 'viewport is width,height and perhaps a region: viewport=512,512,x,y,width,height.';

export function parsePixelCount(text: string, form: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) === 0) throw invalid(form);
  return Number(text);
}

function parseSource([left = '', top = '', width = '', height = '']: readonly string[]): SourceRegion {
  const extents = { width, height };
  const given = Object.entries(extents).filter(([, text]) => text !== '');
  const numbers = given.map(([name, text]) => [name, parseDecimal(text, viewportForm)] as const);
  if (numbers.some(([, number]) => number === 0)) throw invalid(viewportForm);
  return {
    unit: 'pixels',
    left: left === '' ? 0 : parseDecimal(left, viewportForm),
    top: top === '' ? 0 : parseDecimal(top, viewportForm),
    ...Object.fromEntries(numbers),
  };
}

/** No NaN, no infinity, no hexadecimal: what Number() takes is more than a decimal number. */
export function parseDecimal(text: string, form: string): number {
  const number = decimal.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) throw invalid(form);
  return number;
}

const decimal = /^[+-]?(?:\d{1,16}(?:\.\d{0,16})?|\.\d{1,16})(?:[eE][+-]?\d{1,3})?$/;

const functionNames: readonly string[] = ['linear', 'linear-exact', 'sigmoid'] satisfies WindowFunction[];

/** PS3.18 8.3.5.1.4: center, width and function, all three. */
function parseWindow(text: string): VoiWindow {
  const [center = '', width = '', shape = '', ...more] = text.split(',');
  const isKnown = (word: string): word is WindowFunction => functionNames.includes(word);
  if (more.length > 0 || !isKnown(shape)) throw invalid(windowForm);
  return checkedWindow({
    center: parseDecimal(center, windowForm),
    width: parseDecimal(width, windowForm),
    function: shape,
  });
}

export function checkedWindow(window: VoiWindow): VoiWindow {
  if (isValidWindow(window)) return window;
  throw invalid('The window width is too small: at least 1 for linear, more than 0 for the others.');
}

const windowForm = 'window is center,width,function: window=40,400,linear (or linear-exact, sigmoid).';

const iccProfileWishes: readonly string[] = ['no', 'yes', 'srgb', 'adobergb', 'rommrgb'] satisfies IccProfileWish[];

function parseIccProfile(text = 'no'): IccProfileWish {
  const isKnown = (word: string): word is IccProfileWish => iccProfileWishes.includes(word);
  if (isKnown(text)) return text;
  throw invalid(`iccprofile is one of ${iccProfileWishes.join(', ')}.`);
}

const invalid = (message: string) => new GatewayError('query-invalid', message);
