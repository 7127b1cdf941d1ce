import { hash } from 'node:crypto';

/** RFC 9110 8.8.3, strong: equal tags mean equal bytes, so all that the bytes depend on has to be among `facts`. */
export function etagOf(facts: readonly string[]): string {
  return `"${hash('sha256', facts.join('\n')).slice(0, 32)}"`;
}

/** RFC 9110 13.1.2: the client has this representation already. `*` is any, and weak tags count. */
export function isKnownToClient(headers: Readonly<Record<string, string | undefined>>, etag: string): boolean {
  const condition = headers['if-none-match'];
  if (condition === undefined) return false;
  return condition.trim() === '*' || condition.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/**
 * What an answer with a validator says to caches: only the client's own may keep it, and has to ask before each use, so that
 * a right that was taken away and a deletion are felt at once (docs/decisions/0076).
 */
export function validatorHeaders(etag: string): Readonly<Record<string, string>> {
  return { ETag: etag, 'Cache-Control': 'private, no-cache', Vary: 'Accept' };
}

/** RFC 9110 15.4.5: what the client has is still right; the headers are those that it may have to put in place of its own. */
export function notModified(headers: Readonly<Record<string, string>>) {
  const kept = keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  return { status: 304, headers: Object.fromEntries(kept) };
}

const keptHeaders = ['ETag', 'Cache-Control', 'Vary', 'Content-Location'] as const;
