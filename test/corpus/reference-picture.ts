import { execFile, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Both are there, or nothing is compared. */
export const hasReferenceTools = (): boolean =>
  ['dcmj2pnm', 'gdcmconv'].every((tool) => spawnSync(tool, ['--version']).error === undefined);

/** How another toolkit is told to show what we show by default. */
export type ReferenceWindow =
  | 'first-window'
  | 'first-table'
  | 'all-values'
  | 'as-is'
  | { readonly center: number; readonly width: number };

const optionOf: Readonly<Record<Exclude<ReferenceWindow, object>, readonly string[]>> = {
  'first-window': ['+Wi', '1'],
  'first-table': ['+Wl', '1'],
  'all-values': ['+Wm'],
  'as-is': ['-W'],
};

const windowOptions = (window: ReferenceWindow): readonly string[] =>
  typeof window === 'string' ? optionOf[window] : ['+Ww', String(window.center), String(window.width)];

export interface ReferenceRequest {
  readonly path: string;
  readonly window: ReferenceWindow;
  /** A folder that is emptied after the test. */
  readonly folder: string;
}

/** The first frame as dcmtk shows it, decoded by dcmtk or, where it cannot, by gdcm; `undefined` where neither can. */
export async function referencePicture(request: ReferenceRequest): Promise<Buffer | undefined> {
  return (await drawnByDcmtk(request.path, request)) ?? (await drawnAfterGdcm(request));
}

async function drawnAfterGdcm(request: ReferenceRequest): Promise<Buffer | undefined> {
  const raw = join(request.folder, 'raw.dcm');
  try {
    await run('gdcmconv', ['--raw', request.path, raw], { timeout: 60_000 });
  } catch {
    return undefined;
  }
  return drawnByDcmtk(raw, request);
}

async function drawnByDcmtk(path: string, { window, folder }: ReferenceRequest): Promise<Buffer | undefined> {
  const picture = join(folder, 'reference.png');
  try {
    await run('dcmj2pnm', ['--write-png', '--frame', '1', '--no-overlays', ...windowOptions(window), path, picture], {
      timeout: 60_000,
    });
    return await readFile(picture);
  } catch {
    return undefined;
  }
}
