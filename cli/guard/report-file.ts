import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { CommandFailure, systemReason } from '../command-failure.ts';

export interface ReportFile extends AsyncDisposable {
  readonly stream: NodeJS.WritableStream;
}

/** Names of files can be names of patients, so a report is its owner's only. */
export async function openReportFile(path: string): Promise<ReportFile> {
  const handle = await open(path, 'w', 0o600).catch((error) => {
    throw new CommandFailure(`${path}: ${systemReason(error)}`);
  });
  const stream = handle.createWriteStream();
  return {
    stream,
    [Symbol.asyncDispose]: async () => {
      stream.end();
      await once(stream, 'close');
    },
  };
}
