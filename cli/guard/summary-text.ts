import { isAtLeast, verdicts } from '../../shared/guard/verdict.ts';
import { styleOf } from '../terminal/colours.ts';
import type { Look } from '../terminal/look.ts';
import { type Row, table } from '../terminal/table.ts';
import type { ScanSummary } from './scan-tally.ts';

/** What a scan comes to: by verdict, by rule, and what it means for the exit code. */
export function summaryText(summary: ScanSummary, look: Look): string {
  const parts = [byVerdict(summary, look), byRule(summary, look), riskLine(summary), lastLines(summary, look)];
  return `\n${parts.filter((part) => part !== '').join('\n')}`;
}

function byVerdict(summary: ScanSummary, { paint, columns }: Look): string {
  const { refused, notDicom, unread, passedOver } = summary;
  const rows: Row[] = verdicts.map((verdict) => {
    const count = summary.verdicts[verdict];
    return [count > 0 ? paint(styleOf[verdict], verdict) : verdict, counted(count), meanings[verdict]];
  });
  const others: Row[] = [
    ['refused', counted(refused), 'cannot be read as an instance, so a store refuses it'],
    ['not read', counted(unread), 'the machine did not let it be read'],
    ['not DICOM', counted(notDicom), 'other files, and DICOMDIR'],
    ['links', counted(passedOver), 'links and devices, passed over'],
  ];
  const kept = [...rows, ...others.filter(([, count]) => count !== '0')];
  return table([['verdict', 'files', 'what a store would do'], ...kept], { maxWidth: columns, rightAligned: [1] });
}

const meanings = {
  allow: 'stored',
  flag: 'stored, with a warning to the sender',
  redact: 'stored without what was found; the original is kept for reviewers only',
  quarantine: 'held for a reviewer; no reader sees it',
  reject: 'not kept',
} as const;

export const counted = (count: number): string => count.toLocaleString('en');

function byRule({ rules }: ScanSummary, { columns }: Look): string {
  if (rules.length === 0) return '';
  const rows = rules.map(({ rule, files, findings, detectors }) => [
    rule,
    counted(files),
    counted(findings),
    detectors.join(', '),
  ]);
  return table([['rule', 'files', 'findings', 'seen by'], ...rows], { maxWidth: columns, rightAligned: [1, 2] });
}

/** Nobody has looked at pixels: this says where somebody should. */
function riskLine({ burnedInRisk: { declared = 0, high = 0 } }: ScanSummary): string {
  if (declared + high === 0) return '';
  return `Pixels may show identifiers (burned-in risk): declared in ${counted(declared)}, high in ${counted(high)}.\n`;
}

function lastLines(summary: ScanSummary, { paint }: Look): string {
  const { failOn, reached, unread, files } = summary;
  const levels = verdicts.filter((verdict) => isAtLeast(verdict, failOn)).join(', ');
  const incomplete = unread > 0 ? paint('red', `${counted(unread)} could not be read: this scan is not whole.\n`) : '';
  if (reached === 0) return `${incomplete}${counted(files)} files, none at ${levels}.\n`;
  return `${incomplete}${paint('bold', `${counted(reached)} of ${counted(files)} files`)} at ${levels}, or refused.\n`;
}
