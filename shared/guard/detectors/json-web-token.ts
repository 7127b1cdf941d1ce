import { patternDetector } from './pattern-detector.ts';

const part = '[A-Za-z0-9_-]';

/** RFC 7519: whoever holds one is who it says. Its header begins with `{"`, which is `eyJ` in base64url. */
export const jsonWebToken = patternDetector({
  id: 'json-web-token',
  group: 'credential',
  about: 'JSON Web Tokens: three parts in base64url of which the first says which algorithm signs them.',
  pattern: new RegExp(`(?<!${part})eyJ${part}{8,2000}\\.${part}{0,16000}\\.${part}{0,4000}`, 'g'),
  anchors: [{ needle: 'eyJ', before: 0 }],
  isValid: hasAlgorithm,
  scores: { alone: 0.99, withContext: 0.99 },
  isExcluded: ({ source }) => source.place.carrier === 'uid',
});

function hasAlgorithm(token: string): boolean {
  const header = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8');
  if (!header.includes('"alg"')) return false;
  try {
    const parsed: unknown = JSON.parse(header);
    return typeof parsed === 'object' && parsed !== null && 'alg' in parsed;
  } catch {
    return false;
  }
}
