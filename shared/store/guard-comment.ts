import type { Finding } from '../guard/finding.ts';
import type { Inspection } from '../guard/inspection.ts';
import { isAtLeast } from '../guard/verdict.ts';

/** PS3.5 6.2: an Error Comment is of VR LO. */
const maxCommentLength = 64;

/** What the sender is told in one line: the strictest finding's rule and tag, and how many there are; never a value. */
export function guardComment(
  word: 'flagged' | 'redacted' | 'quarantined' | 'rejected',
  inspection: Inspection,
): string {
  const [first] = toldFindings(inspection);
  if (first === undefined) return `Guard: ${word}`;
  const more = inspection.findingCount > 1 ? ` (${inspection.findingCount} findings)` : '';
  return `Guard: ${word}, ${first.rule} at ${placeOf(first)}${more}`.slice(0, maxCommentLength);
}

/** Those that had an effect: what is only observed is between the site and its log. */
export function toldFindings({ findings }: Inspection): readonly Finding[] {
  return findings.filter(({ mode, verdict }) => mode === 'enforce' && isAtLeast(verdict, 'flag'));
}

const tagAtEnd = /([0-9A-F]{4})([0-9A-F]{4})$/;

/** `(0010,4000)`; `preamble` and `part-header` by their name. */
export function placeOf({ path }: Finding): string {
  const match = tagAtEnd.exec(path);
  if (match !== null) return `(${match[1]},${match[2]})`;
  return path === '' ? 'the instance' : path;
}
