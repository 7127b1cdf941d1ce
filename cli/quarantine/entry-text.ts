import { placeText } from '../guard/place-text.ts';
import type { Look } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import type { EntryDocument, EntryFinding } from './entry-form.ts';

/** All that may be seen of what is held, laid out for a person. */
export function entryText(entry: EntryDocument, { columns }: Look): string {
  const findings = table([['verdict', 'rule', 'seen by', 'attribute', 'looks like'], ...entry.findings.map(rowOf)], {
    maxWidth: columns,
  });
  return [headText(entry), findings, fingerprintsText(entry.findings), endText(entry)]
    .filter((part) => part !== '')
    .join('\n');
}

function headText(entry: EntryDocument): string {
  const { subject, clientId } = entry.sender;
  return [
    ['id', entry.id],
    ['state', `${entry.state} (${entry.kind})`],
    ['held at', entry.heldAt],
    ['verdict', `${entry.verdict}, by the policy ${entry.policyHash}`],
    ['instance', entry.sopInstanceUid],
    ['series', entry.seriesUid],
    ['study', entry.studyUid],
    ['bytes', entry.byteLength.toLocaleString('en')],
    ['sender', `${subject} with ${clientId}`],
    ['pixels', `burned-in risk ${entry.burnedInRisk}`],
  ]
    .map(([name = '', value = '']) => `${name.padEnd(10)}${printable(value)}\n`)
    .join('');
}

function rowOf({ verdict, rule, mode, detector, attribute, path, detail, looksLike }: EntryFinding): string[] {
  const keyword = attribute === path ? '' : attribute;
  const place = placeText({ path, keyword, ...(detail === undefined ? {} : { detail }) });
  const name = mode === 'observe' ? `${rule} (observed only)` : rule;
  return [verdict, name, detector, place, looksLike].map(printable);
}

/** What a report of a false positive names; too long for the table. */
function fingerprintsText(findings: readonly EntryFinding[]): string {
  const lines = findings.map(({ detector, fingerprint }) => `  ${printable(fingerprint)}  ${printable(detector)}\n`);
  return lines.length === 0 ? '' : `Fingerprints, in the order of the findings:\n${lines.join('')}`;
}

function endText({ decision, reports }: EntryDocument): string {
  const decided =
    decision === undefined
      ? []
      : [`${decision.decision} at ${decision.decidedAt} by ${decision.reviewer}: ${decision.justification}`];
  const reported = reports.map(({ rule, reason, reportedAt }) => `reported at ${reportedAt} (${rule}): ${reason}`);
  return [...decided, ...reported].map((line) => `${printable(line)}\n`).join('');
}
