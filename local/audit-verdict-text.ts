import { basename } from 'node:path';
import type { FileTrailVerdict } from '../shared/adapters/local/verify-file-audit-trail.ts';
import type { BreakKind, TrailBreak } from '../shared/audit/verify-trail.ts';

const meaningOf: Record<BreakKind, string> = {
  unreadable: 'This line is not a record as the gateway writes it: something was changed, joined or typed in.',
  edited: 'The content of this record does not fit its seal: it was changed, or sealed with another key.',
  missing: 'Records before this one are gone: lines or whole files were deleted.',
  misplaced: 'This record was there before or belongs elsewhere: lines or files were copied, moved or put in.',
  unlinked: 'This record is genuine but does not follow the one before it: two trails were put together.',
  'cut-off': 'The trail ends before its anchor says it does: the last records or files were deleted.',
  'anchor-missing':
    'The anchor beside the key is missing or not sealed with this key, so nobody can say whether the end was cut off.',
  'anchor-differs':
    'The trail and its anchor are not of the same history: one of them was replaced, perhaps by an older backup.',
};

const nextSteps = `What to do next:
  1. Change nothing: copy the data folder, its key and its anchor to a place that nobody can write to.
  2. Tell whoever answers for data protection; who could write to this folder since the last whole check is the question.
  3. Compare with your last backup: records up to the last good one are beyond doubt, later ones are not.
  4. To go on, stop the gateway, move the folder "audit", the key and the anchor aside together, and start again.
     The gateway begins a new trail; keep the old one as evidence.`;

/** What a person reads who has just asked whether the trail is whole. */
export function auditVerdictText(result: FileTrailVerdict, places: { folder: string; keyPath: string }): string {
  if (result.kind === 'no-trail') {
    return `There is no audit trail in ${places.folder}. Name the gateway's data folder: npm run audit:verify -- --data FOLDER`;
  }
  if (result.kind === 'no-key') {
    return `The key ${places.keyPath} is missing, so seals cannot be checked. Put it back, or name it: npm run audit:verify -- --key FILE`;
  }
  const { verdict, files } = result;
  return verdict.kind === 'whole' ? wholeText(verdict, files) : brokenText(verdict.where);
}

function wholeText(verdict: { end: { sequence: number; hash: string }; hasTornTail: boolean }, files: number): string {
  const records = `${verdict.end.sequence.toLocaleString('en')} ${verdict.end.sequence === 1 ? 'record' : 'records'}`;
  const line = `${records} in ${files} ${files === 1 ? 'file' : 'files'}, unbroken, head ${verdict.end.hash}`;
  const tornNote = `The last line is not whole: it is being written just now, or a crash left it and the next start sets it aside.
It was never answered with success.`;
  return verdict.hasTornTail ? `${line}\n${tornNote}` : line;
}

function brokenText({ kind, file, line, lastGoodSequence }: TrailBreak): string {
  const place = file === '' ? 'at its anchor' : `in ${basename(file)}, line ${line}`;
  const lastGood =
    lastGoodSequence === 0
      ? 'No record before it could be verified; if the key was replaced or restored, find the right one first.'
      : `Record ${lastGoodSequence.toLocaleString('en')} is the last one beyond doubt.`;
  return `BROKEN (${kind}) ${place}\n${meaningOf[kind]}\n${lastGood}\n\n${nextSteps}`;
}
