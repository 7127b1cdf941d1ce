import { GatewayError } from '../errors.ts';

const maxQueryLength = 32_768;
const maxParameters = 200;

export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/** RFC 3986 3.4, bounded; a `+` is a space, as browsers and most HTTP libraries write one. Parameters without a name say nothing. */
export function parseQueryParameters(query: string): readonly QueryParameter[] {
  if (query.length > maxQueryLength) {
    throw new GatewayError(
      'url-too-long',
      `The query is longer than ${maxQueryLength} characters; ask in several requests.`,
    );
  }
  const pairs = query.split('&', maxParameters + 1).filter((pair) => pair !== '');
  if (pairs.length > maxParameters) {
    throw new GatewayError('query-invalid', `The query has more than ${maxParameters} parameters.`);
  }
  return pairs.map(parsePair).filter(({ name }) => name !== '');
}

function parsePair(pair: string): QueryParameter {
  const mark = pair.indexOf('=');
  const name = mark === -1 ? pair : pair.slice(0, mark);
  return { name: decoded(name), value: mark === -1 ? '' : decoded(pair.slice(mark + 1)) };
}

function decoded(text: string): string {
  const plain = decodedOrUndefined(text.replaceAll('+', ' '));
  if (plain === undefined) throw new GatewayError('query-invalid', 'The query is not percent-encoded UTF-8.');
  if (/\p{Cc}/u.test(plain)) throw new GatewayError('query-invalid', 'The query holds control characters.');
  return plain;
}

function decodedOrUndefined(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
