import { rulesBehind } from '../../shared/guard/rules-behind.ts';
import { isWorse, type RescanOutcome } from '../../shared/review/rescan.ts';
import { styleOf } from '../terminal/colours.ts';
import type { Look } from '../terminal/look.ts';

/** For an image of which the word is worse now, or which cannot be read; empty for the others. */
export function rescanLine(outcome: RescanOutcome, { paint }: Look): string {
  const { studyUid, seriesUid, sopInstanceUid } = outcome.key;
  const name = `studies/${studyUid}/${seriesUid}/${sopInstanceUid}.dcm`;
  if (outcome.kind === 'unreadable') return `${paint('red', 'not readable')}\n  ${name}\n`;
  if (outcome.kind !== 'rescanned' || !isWorse(outcome)) return '';
  const { before, now } = outcome;
  const stored = before === undefined ? 'never inspected' : paint(styleOf[before.verdict], before.verdict);
  return `${stored} → ${paint(styleOf[now.verdict], now.verdict)}  (${rulesBehind(now).join(', ')})\n  ${name}\n`;
}
