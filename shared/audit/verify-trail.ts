import { type AuditRecord, parseAuditRecord } from './audit-record.ts';
import type { JsonValue } from './canonical-json.ts';
import { type AuditKey, type ChainEnd, endAfter, isSealedBy, recordLine, startOfChain } from './hash-chain.ts';

/** One line of a trail, and where a person finds it again. `isWhole` is false for a last line without its line feed. */
export interface TrailLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly isWhole: boolean;
}

/**
 * unreadable: not a record in its one spelling. edited: the content does not fit its seal. missing: records before it are
 * gone. misplaced: a record that was there already or belongs elsewhere. unlinked: sealed, but not the successor of the
 * one before. cut-off: the trail ends before its anchor. anchor-missing: nothing says where the trail had got to.
 */
export type BreakKind =
  | 'unreadable'
  | 'edited'
  | 'missing'
  | 'misplaced'
  | 'unlinked'
  | 'cut-off'
  | 'anchor-missing'
  | 'anchor-differs';

export interface TrailBreak {
  readonly kind: BreakKind;
  readonly file: string;
  readonly line: number;
  /** Of the last record that is beyond doubt. */
  readonly lastGoodSequence: number;
}

export type TrailVerdict =
  | { readonly kind: 'whole'; readonly end: ChainEnd; readonly hasTornTail: boolean }
  | { readonly kind: 'broken'; readonly where: TrailBreak };

export interface TrailToVerify {
  readonly key: AuditKey;
  /** Read before the lines are, so that a trail that grows meanwhile is not mistaken for one that was cut. */
  readonly anchor: ChainEnd | undefined;
  readonly lines: AsyncIterable<TrailLine>;
  /** Where verification starts when not at the first record: the end of what was verified before. */
  readonly after?: ChainEnd;
}

/** Finds any edit, deletion, insertion, move and cut made without the key; stops at the first. */
export async function verifyTrail({ key, anchor, lines, after }: TrailToVerify): Promise<TrailVerdict> {
  if (anchor === undefined) return brokenAt('anchor-missing', nowhere, 0);
  let end = after ?? startOfChain(anchor.stream);
  if (isElsewhere(end, anchor)) return brokenAt('anchor-differs', nowhere, end.sequence);
  let last: LineNumber = nowhere;
  let torn: LineNumber | undefined;
  for await (const line of lines) {
    if (torn !== undefined) return brokenAt('unreadable', torn, end.sequence);
    if (line.isWhole) {
      const read = readLink(key, end, line.text);
      if (typeof read === 'string') return brokenAt(read, line, end.sequence);
      end = endAfter(read);
      if (isElsewhere(end, anchor)) return brokenAt('anchor-differs', line, end.sequence);
    } else torn = line;
    last = line;
  }
  if (end.sequence < anchor.sequence) return brokenAt('cut-off', last, end.sequence);
  return { kind: 'whole', end, hasTornTail: torn !== undefined };
}

type LineNumber = Pick<TrailLine, 'file' | 'line'>;
const nowhere: LineNumber = { file: '', line: 0 };

const isElsewhere = (end: ChainEnd, anchor: ChainEnd): boolean =>
  end.sequence === anchor.sequence && end.hash !== anchor.hash;

/** The record on this line when it continues the chain, else what is wrong with it. */
function readLink(key: AuditKey, end: ChainEnd, text: string): AuditRecord | BreakKind {
  const record = parseAuditRecord(text);
  if (record === undefined || recordLine(record) !== text) return 'unreadable';
  const { hash, ...unsealed } = record;
  if (!isSealedBy(key, hash, unsealed as unknown as JsonValue)) return 'edited';
  if (record.stream !== end.stream || record.sequence <= end.sequence) return 'misplaced';
  if (record.sequence > end.sequence + 1) return 'missing';
  return record.previousHash === end.hash ? record : 'unlinked';
}

function brokenAt(kind: BreakKind, { file, line }: LineNumber, lastGoodSequence: number): TrailVerdict {
  return { kind: 'broken', where: { kind, file, line, lastGoodSequence } };
}
