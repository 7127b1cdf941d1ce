import type { Detector, Hit } from '../detector.ts';
import { type Haystack, segmentAt } from '../haystack.ts';
import { isUid } from './machine-text.ts';
import { type Shape, severalShapes } from './several-shapes.ts';

/** Issuers mark their keys so that scanners find them. */
const marked = [
  '(?:AKIA|ASIA)[A-Z0-9]{16}',
  'AIza[A-Za-z0-9_-]{35}',
  'gh[opsur]_[A-Za-z0-9]{36,255}',
  'github_pat_[A-Za-z0-9_]{22,255}',
  'glpat-[A-Za-z0-9_-]{20,64}',
  '(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,250}',
  'hooks\\.slack\\.com/services/[A-Z0-9]{6,14}/[A-Z0-9]{6,14}/[A-Za-z0-9]{16,40}',
  '[rs]k_(?:live|test)_[A-Za-z0-9]{16,250}',
  'npm_[A-Za-z0-9]{36}',
  'SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}',
].join('|');

const markedKey: Shape = {
  pattern: new RegExp(`(?<![A-Za-z0-9])(?:${marked})(?![A-Za-z0-9])`, 'g'),
  scores: { alone: 0.95, withContext: 0.95 },
  isExcluded: isUid,
};

const azureKey: Shape = {
  anchors: [
    { needle: 'AccountKey=', before: 0 },
    { needle: 'SharedAccessKey=', before: 0 },
  ],
  pattern: /(?<![A-Za-z])(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,90}={0,2}/g,
  scores: { alone: 0.95, withContext: 0.95 },
  isExcluded: isUid,
};

const secretsName = /aws|secret/gi;
const secret = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/;
/** As far as a label is from its field. */
const reach = 96;

/** Forty characters of base64 are a picture's bytes as well, so only the name of the key right before them tells. */
function* namedSecrets(haystack: Haystack): Generator<Hit> {
  let told = 0;
  for (const { index, 0: name } of haystack.text.matchAll(secretsName)) {
    const from = Math.max(index + name.length, told);
    const segment = segmentAt(haystack, index);
    const match = secret.exec(haystack.text.slice(from, Math.min(from + reach, segment.end)));
    if (match === null || !isMixed(match[0]) || isUid(segment)) continue;
    told = from + match.index + match[0].length;
    yield { start: from + match.index, end: told, score: 0.9 };
  }
}

/** A digest has no capitals, a word no digits. */
const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

const quote = `["']`;
const assigned = `${quote}?(?: ?=|: ?=?) ?${quote}?`;
const value = String.raw`[!#-&(-[\]-~]{6,128}`;
const placeholders =
  '(?![<{$%*]|(?:required|expired|protected|unknown|changed|reset|not|none|null|true|false|invalid|incorrect|missing|undefined|redacted|removed|hidden)(?![A-Za-z0-9]))';

const password: Shape = {
  words: ['password', 'passwd', 'pwd', 'passphrase'],
  pattern: new RegExp(`(?<![a-z])(?:password|passwd|pwd|passphrase)${assigned}${placeholders}${value}`, 'gi'),
  scores: { alone: 0.7, withContext: 0.7 },
  isExcluded: isUid,
};

/** Secrets and tokens are also words of prose and of protocols; a key has a digit in it. */
const assignedSecret: Shape = {
  words: ['secret', 'api', 'apikey', 'token', 'access', 'accesskey', 'private', 'privatekey'],
  pattern: new RegExp(
    `(?<![a-z])(?:secret|api[_-]?key|token|access[_-]?key|private[_-]?key)${assigned}${placeholders}(?=[!-~]{0,40}\\d)${value}`,
    'gi',
  ),
  scores: { alone: 0.7, withContext: 0.7 },
  isExcluded: isUid,
};

const keysAndPasswords = severalShapes({
  id: 'cloud-key',
  group: 'credential',
  about:
    'Keys of cloud services by the marks that their issuers give them (AWS, Google, GitHub, Slack, Stripe, Azure, npm), and passwords and secrets after their name.',
  shapes: [markedKey, azureKey, password, assignedSecret],
});

/** Whoever finds one may do what its owner may, long after the image was sent. */
export const cloudKey: Detector = {
  ...keysAndPasswords,
  *find(haystack, patient) {
    yield* keysAndPasswords.find(haystack, patient);
    yield* namedSecrets(haystack);
  },
};
