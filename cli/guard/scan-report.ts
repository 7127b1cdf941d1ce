import type { Inspection } from '../../shared/guard/inspection.ts';
import type { InspectedFile } from '../files/inspect-files.ts';
import type { ScanSummary } from './scan-tally.ts';

/** One form of the report, as pieces of text that are written as they come. No piece holds a value of an instance. */
export interface ScanReport {
  readonly begin: string;
  /** Empty where the report has nothing to say of the file. */
  file(scanned: InspectedFile<Inspection>): string;
  end(summary: ScanSummary): string;
}
