import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePdf } from '../../makers/make-pdf.ts';

const source = (file: string): string =>
  fileURLToPath(new URL(`../../../shared/guard/carriers/${file}`, import.meta.url));

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-pdf-worker-'));
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
    const { readPdf } = await import(${JSON.stringify(pathToFileURL(join(folder, 'index.mjs')).href)});
    const limits = { maxCharacters: 1000, maxMilliseconds: 30000 };
    const contents = await readPdf(Buffer.from('${pdf}', 'base64'), limits);
    process.stdout.write(JSON.stringify(contents ?? 'unreadable'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    cwd: folder,
    env: {},
  });
  return stdout + stderr;
}

describe('the worker that reads PDFs', () => {
  it('works as a bundle beside the bundle that asks it, and a bundle without it reads nothing', async () => {
    await bundle('read-pdf.ts', 'index.mjs');
    const alone = readInBundle();
    await bundle('pdf-worker.ts', 'pdf-worker.mjs');
    const together = readInBundle();

    expect(alone).toBe('"unreadable"');
    expect(JSON.parse(together)).toEqual({ texts: [{ detail: 'page 1', text: 'Jane Doe' }], hasScripts: false });
  });
});
