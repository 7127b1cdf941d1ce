import type { Finding } from '../../shared/guard/finding.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import type { InspectedFile, Outcome } from '../files/inspect-files.ts';
import { shownName } from '../files/walk-files.ts';
import { styleOf } from '../terminal/colours.ts';
import type { Look } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { linesOf, type Row } from '../terminal/table.ts';
import { placeText } from './place-text.ts';
import type { ScanReport } from './scan-report.ts';
import { summaryText } from './summary-text.ts';

export interface TableLook extends Look {
  /** The summary alone. */
  readonly isBrief: boolean;
}

/** For people: a block for each file that there is something to say of, and what it comes to. */
export function tableReport(look: TableLook): ScanReport {
  let heading = look.paint('dim', linesOf([titles], widthsFor(look.columns), { indent }));
  return {
    begin: '',
    file: (scanned) => {
      const block = look.isBrief ? '' : blockOf(scanned, look);
      if (block === '') return '';
      const text = `${heading}${block}`;
      heading = '';
      return text;
    },
    end: (summary) => summaryText(summary, look),
  };
}

function blockOf({ entry, outcome }: InspectedFile<Inspection>, look: TableLook): string {
  const said = saidOf(outcome, look);
  if (said === undefined) return '';
  const name = look.paint('bold', printable(shownName(entry)));
  return `${said.word}  ${name}\n${said.lines}`;
}

interface Said {
  readonly word: string;
  readonly lines: string;
}

function saidOf(outcome: Outcome<Inspection>, look: TableLook): Said | undefined {
  switch (outcome.kind) {
    case 'inspected':
      return outcome.inspected.findings.length === 0 ? undefined : findingsSaid(outcome.inspected, look);
    case 'refused':
      return { word: look.paint('red', 'refused'.padEnd(wordWidth)), lines: `  ${outcome.reason} [${outcome.code}]\n` };
    case 'unread':
      return { word: look.paint('red', 'not read'.padEnd(wordWidth)), lines: `  ${outcome.reason}\n` };
    case 'no-instance':
      return { word: look.paint('dim', outcome.what.padEnd(wordWidth)), lines: '' };
    case 'passed-over':
      return undefined;
  }
}

const wordWidth = 'quarantine'.length;
const mostLines = 10;

function findingsSaid({ verdict, findings, findingCount }: Inspection, look: TableLook): Said {
  const shown = findings.slice(0, mostLines);
  const more = findingCount - shown.length;
  const lines = linesOf(shown.map(rowOf), widthsFor(look.columns), { indent });
  return {
    word: look.paint(styleOf[verdict], verdict.padEnd(wordWidth)),
    lines: more > 0 ? `${lines}  … and ${more} more (all of them: --format json)\n` : lines,
  };
}

function rowOf({ rule, detector, verdict, mode, shape, ...place }: Finding): Row {
  const name = mode === 'observe' ? `${rule} (observed only)` : rule;
  return [verdict, name, detector, placeText(place), printable(shape)];
}

const titles = ['verdict', 'rule', 'seen by', 'attribute', 'looks like'];
const indent = 2;
const fixed = { verdict: wordWidth, rule: 19, detector: 16, shape: 18 };

/** Wide enough for what is usual; what is longer goes on in the next line. */
function widthsFor(columns: number): number[] {
  const { verdict, rule, detector, shape } = fixed;
  const rest = columns - indent - verdict - rule - detector - shape - 4 * 2;
  return [verdict, rule, detector, Math.max(rest, 16), shape];
}
