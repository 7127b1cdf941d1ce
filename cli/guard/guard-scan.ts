import { createGuard } from '../../shared/guard/guard.ts';
import { inspectInstance } from '../../shared/guard/inspect-instance.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { type Command, command, type ExitCode } from '../command.ts';
import { type InspectedFile, inspectFiles } from '../files/inspect-files.ts';
import { findScanRoots, type ScanRoot } from '../files/scan-root.ts';
import { walkFiles } from '../files/walk-files.ts';
import { type Look, lookOf, plainLook } from '../terminal/look.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { type Terminal, write } from '../terminal/terminal.ts';
import { countShown } from './count-shown.ts';
import { fingerprintHelp, fingerprintKey } from './fingerprint-key.ts';
import { failOnOf, jobsOf, oneOf } from './flags.ts';
import { jsonReport } from './json-report.ts';
import { type OpenPolicy, openPolicy } from './open-policy.ts';
import { openReportFile, type ReportFile } from './report-file.ts';
import { sarifReport } from './sarif-report.ts';
import type { ScanReport } from './scan-report.ts';
import { type ScanSummary, ScanTally } from './scan-tally.ts';
import { summaryText } from './summary-text.ts';
import { tableReport } from './table-report.ts';
import { warnOfPolicy } from './warn-of-policy.ts';

const help = `What would the guard say of these files? Nothing is stored, sent or changed.

  portcullis guard scan incoming                    a folder and all that is in it
  portcullis guard scan a.dcm b.dcm cd/             files and folders
  portcullis guard scan incoming --policy site.yaml by a site's own policy
  portcullis guard scan incoming --fail-on flag     end with 1 for a flag already
  portcullis guard scan incoming --format sarif --output scan.sarif
                                                    a report for other tools

  --policy FILE           the policy to ask, JSON or YAML (default: the shipped baseline)
  --format FORMAT         table (default), json: every file with its findings, sarif: SARIF 2.1.0
  --output FILE           the report goes there, and only its summary to the terminal
  --fail-on VERDICT       flag, redact, quarantine (default) or reject
  --jobs NUMBER           files that are read at the same time (default 4)
  --quiet                 no progress bar, and of the table only the summary
${fingerprintHelp}
Any file is looked at, whatever it is called; links are not followed. What is no DICOM is counted
and listed. No report holds a value of an instance: "looks like" shows letters as a and digits as 9.
The names of your files are in it as they are.

Exit code: 0 nothing at or above --fail-on, 1 something (or a file that a store would refuse),
2 it could not be done, or not for all files.
`;

const formats = ['table', 'json', 'sarif'] as const;

export const guardScan: Command = command({
  name: 'scan',
  call: 'portcullis guard scan',
  about: 'what the guard would say of files and folders, without storing them',
  help,
  flags: {
    policy: { type: 'string' },
    format: { type: 'string' },
    output: { type: 'string' },
    'fail-on': { type: 'string' },
    jobs: { type: 'string' },
    quiet: { type: 'boolean' },
    'fingerprint-key': { type: 'string' },
  },
  run: async ({ values, positionals }, terminal) => {
    const isQuiet = values.quiet === true;
    const wish: ScanWish = {
      failOn: failOnOf(values['fail-on']),
      jobs: jobsOf(values.jobs),
      format: oneOf('--format', values.format ?? 'table', formats),
      policy: await openPolicy(values.policy),
      key: await fingerprintKey(values['fingerprint-key']),
      roots: await findScanRoots('portcullis guard scan', positionals),
      isQuiet,
    };
    await warnOfPolicy(wish.policy, terminal);
    if (values.output === undefined) return exitCodeOf(await scanAll(wish, terminal));
    await using file = await openReportFile(values.output);
    const summary = await scanAll(wish, terminal, file);
    if (!isQuiet) await write(terminal.stdout, summaryText(summary, lookOf(terminal)));
    return exitCodeOf(summary);
  },
});

interface ScanWish {
  readonly failOn: ReturnType<typeof failOnOf>;
  readonly jobs: number;
  readonly format: (typeof formats)[number];
  readonly policy: OpenPolicy;
  readonly key: Awaited<ReturnType<typeof fingerprintKey>>;
  readonly roots: readonly ScanRoot[];
  readonly isQuiet: boolean;
}

/** The report goes into the file, where there is one, and else to the screen. */
async function scanAll(wish: ScanWish, terminal: Terminal, file?: ReportFile): Promise<ScanSummary> {
  const { roots, isQuiet, failOn } = wish;
  const total = await countShown(roots, terminal, isQuiet);
  const progress = startProgress(terminal, { total, unit: 'files', isQuiet });
  const print = file?.write ?? progress.print;
  const report = reportFor(wish, file === undefined ? lookOf(terminal) : plainLook);
  const tally = new ScanTally(failOn);
  try {
    await print(report.begin);
    for await (const scanned of scannedFiles(wish)) await take(scanned, { tally, report, progress, print });
  } finally {
    progress.stop();
  }
  const summary = tally.summary();
  await (file?.write(report.end(summary)) ?? write(terminal.stdout, report.end(summary)));
  return summary;
}

function scannedFiles({ policy: { policy }, key, roots, jobs }: ScanWish): AsyncGenerator<InspectedFile<Inspection>> {
  const guard = createGuard({ policy, fingerprintKey: key });
  return inspectFiles(walkFiles(roots), {
    inspect: async (evidence) => (await inspectInstance(guard, evidence)).inspection,
    jobs,
  });
}

interface Taking {
  readonly tally: ScanTally;
  readonly report: ScanReport;
  readonly progress: Progress;
  readonly print: (text: string) => Promise<void>;
}

async function take(scanned: InspectedFile<Inspection>, { tally, report, progress, print }: Taking): Promise<void> {
  tally.add(scanned.outcome);
  const text = report.file(scanned);
  if (text !== '') await print(text);
  progress.update(tally.files, tally.note());
}

function reportFor({ format, policy, roots, isQuiet }: ScanWish, look: Look): ScanReport {
  if (format === 'json') return jsonReport(policy.policy);
  if (format === 'sarif') return sarifReport(policy, roots);
  return tableReport({ ...look, isBrief: isQuiet });
}

/** What was not looked at is worse to miss than what was found. */
function exitCodeOf({ unread, reached }: ScanSummary): ExitCode {
  if (unread > 0) return 2;
  return reached > 0 ? 1 : 0;
}
