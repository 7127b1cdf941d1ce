import { open } from 'node:fs/promises';
import { CommandFailure, systemReason } from '../command-failure.ts';

export interface ReportFile extends AsyncDisposable {
  /** Fails when the text is not in the file: half a report is none. */
  write(text: string): Promise<void>;
}

/** Names of files can be names of patients, so a report is its owner's only. */
export async function openReportFile(path: string): Promise<ReportFile> {
  const fail = (error: unknown): never => {
    throw new CommandFailure(`${path}: ${systemReason(error)}`);
  };
  const handle = await open(path, 'w', 0o600).catch(fail);
  return {
    write: (text) => handle.appendFile(text).catch(fail),
    [Symbol.asyncDispose]: () => handle.close(),
  };
}
