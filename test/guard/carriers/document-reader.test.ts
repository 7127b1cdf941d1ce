import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unreadDocument } from '../../../shared/guard/carriers/document-contents.ts';
import { makePdf } from '../../makers/make-pdf.ts';

const source = (file: string): string =>
  fileURLToPath(new URL(`../../../shared/guard/carriers/${file}`, import.meta.url));

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-document-reader-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** As functions are bundled: one ECMAScript module, with nothing of ours or of others left outside. */
const bundle = (file: string, to: string) =>
  build({
    entryPoints: [source(file)],
    outfile: join(folder, to),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });

/** In a process of its own, away from sources and packages. */
function readInBundle(): string {
  const pdf = makePdf({ pages: [['Jane Doe']] }).toString('base64');
  const script = `
    const { readDocument } = await import(${JSON.stringify(pathToFileURL(join(folder, 'index.mjs')).href)});
    const bytes = Buffer.from('${pdf}', 'base64');
    const contents = await readDocument({ kind: 'pdf', bytes, isCut: false, maxCharacters: 1000 }, 30000);
    process.stdout.write(JSON.stringify(contents));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    cwd: folder,
    env: {},
  });
  return stdout + stderr;
}

describe('the process that reads documents', () => {
  it('ends when nobody waits for an answer any more', async () => {
    const reader = spawn(process.execPath, [source('document-reader.ts')], { stdio: ['pipe', 'ignore', 'ignore'] });

    reader.stdin.end('PART');

    expect(await once(reader, 'exit')).toEqual([null, 'SIGKILL']);
  });

  it('works as a bundle beside the bundle that asks it, and a bundle without it reads nothing', async () => {
    await bundle('read-document.ts', 'index.mjs');
    const alone = readInBundle();
    await bundle('document-reader.ts', 'document-reader.mjs');
    const together = readInBundle();

    expect(JSON.parse(alone)).toEqual(unreadDocument);
    expect(JSON.parse(together)).toEqual({
      parts: [{ detail: 'page 1', text: 'Jane Doe' }],
      isReadable: true,
      hasActiveContent: false,
      isUnderstood: true,
    });
  });
});
