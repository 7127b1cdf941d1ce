import { isUid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import { type MediaType, parseMediaType } from './media-type.ts';

/** One entry of an Accept list, in the words of PS3.18 8.7: `type=` of a multipart is its essence. */
export interface MediaRange {
  /** May have wildcards: `image/*`, or `*` twice. */
  readonly essence: string;
  readonly form: 'single' | 'multipart' | 'any';
  /** A UID, `*`, or what the default is. */
  readonly transferSyntax: string | undefined;
  /** RFC 9110 12.4.2: 0 to 1; 0 means "not this". */
  readonly quality: number;
}

const maxEntries = 64;
/** Commas inside quotes do not end an entry. */
const entryPattern = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;

/** PS3.18 8.7.5: entries that are invalid are as if they were not there. */
export function parseAccept(text: string): readonly MediaRange[] {
  const ranges: MediaRange[] = [];
  let entryCount = 0;
  for (const [entry] of text.matchAll(entryPattern)) {
    entryCount += 1;
    if (entryCount > maxEntries) throw tooManyEntries();
    const mediaType = parseMediaType(entry);
    const range = mediaType && mediaRange(mediaType);
    if (range !== undefined) ranges.push(range);
  }
  return ranges;
}

function mediaRange({ essence, parameters }: MediaType): MediaRange | undefined {
  const transferSyntax = parameters.get('transfer-syntax');
  const quality = parseQuality(parameters.get('q'));
  if (quality === undefined) return undefined;
  if (transferSyntax !== undefined && transferSyntax !== '*' && !isUid(transferSyntax)) return undefined;
  const rest = { transferSyntax, quality };
  if (essence === '*/*') return { essence, form: 'any', ...rest };
  if (essence === 'multipart/*') return { essence: '*/*', form: 'multipart', ...rest };
  if (essence !== 'multipart/related') return { essence, form: 'single', ...rest };
  return { essence: parameters.get('type')?.trim().toLowerCase() ?? '*/*', form: 'multipart', ...rest };
}

function parseQuality(text = '1'): number | undefined {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : undefined;
}

const tooManyEntries = () =>
  new GatewayError('accept-invalid', `The Accept list has more than ${maxEntries} entries; name the ones you want.`);
