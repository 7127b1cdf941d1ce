import { GatewayError } from '../errors.ts';
import type { AcceptRequest } from './accept.ts';

/**
 * PS3.18 8.7.6: answers are in UTF-8 and nothing else. The `charset` parameter (8.3.3.2) stands before the header; who
 * names character sets without this one is told so, instead of getting what was not asked for.
 */
export function assertUtf8Accepted({ headers, query }: AcceptRequest): void {
  const asked = charsetParameter(query) ?? headers['accept-charset'];
  if (asked === undefined || asked.trim() === '' || accepts(asked)) return;
  throw new GatewayError(
    'media-type-not-acceptable',
    'Answers are in UTF-8, which the request does not accept; leave Accept-Charset and charset out, or name utf-8.',
  );
}

/** RFC 9110 12.5.2: what is named counts before `*`; a weight of 0 excludes. */
function accepts(asked: string): boolean {
  const weights = new Map(asked.split(',').map(weightOf));
  return (weights.get('utf-8') ?? weights.get('*') ?? 0) > 0;
}

function weightOf(item: string): readonly [name: string, weight: number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight) || 0];
}

function charsetParameter(query: string): string | undefined {
  const values = query.split('&').flatMap((pair) => (pair.startsWith('charset=') ? [pair.slice(8)] : []));
  if (values.length === 0) return undefined;
  try {
    return decodeURIComponent(values.join(','));
  } catch {
    throw new GatewayError('query-invalid', 'The charset parameter is not percent-encoded UTF-8.');
  }
}
