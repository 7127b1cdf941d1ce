import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../lambdas/routes.ts';
import { synthesise } from '../makers/synthesised-stacks.ts';

const verbs = [...new Set(routes.map((route) => route.verb))];

/** What the stack and Lambda itself put into a function's environment, and nothing of this machine. */
const environment = {
  PUBLIC_BASE_URL: 'https://gateway.example/v1',
  TOKEN_ISSUER: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example1',
  ARCHIVE_BUCKET: 'archive',
  QUARANTINE_BUCKET: 'quarantine',
  DATABASE_HOST: 'database.example',
  DATABASE_NAME: 'portcullis',
  DATABASE_USER: 'gateway',
  DATABASE_AUTHORITIES_FILE: '/nowhere.pem',
  AUDIT_KEY_ARN: 'arn:aws:kms:eu-central-1:123456789012:key/0',
  AWS_REGION: 'eu-central-1',
};

let folder = '';
let bundles: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portcullis-bundles-'));
  synthesise(folder);
  bundles = await bundlesByVerb(folder);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The template says which asset is whose. */
async function bundlesByVerb(outdir: string): Promise<Readonly<Record<string, string>>> {
  const template = JSON.parse(await readFile(join(outdir, 'Gateway.template.json'), 'utf8'));
  const functions = Object.entries<{ Type: string; Metadata: Record<string, string> }>(template.Resources).filter(
    ([, resource]) => resource.Type === 'AWS::Lambda::Function',
  );
  return Object.fromEntries(
    functions.map(([id, { Metadata }]) => {
      const verb = id.replace(/^Verbs|[0-9A-F]{8}$/g, '').toLowerCase();
      return [verb, join(outdir, Metadata['aws:asset:path'] ?? '')];
    }),
  );
}

/** In a process of its own, as the runtime would: plain Node, the bundle, the global that Lambda provides. */
function load(bundle: string, env: Record<string, string>) {
  const globals = new URL('../makers/fake-lambda-globals.ts', import.meta.url).href;
  const script = `
    import ${JSON.stringify(globals)};
    const { handler } = await import(${JSON.stringify(pathToFileURL(join(bundle, 'index.mjs')).href)});
    process.stdout.write(typeof handler);`;
  return spawnSync(process.execPath, ['--enable-source-maps', '--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env,
  });
}

/** Asks the worker of a bundle, in a folder from where no other modules are found, to encode and to decode again. */
function transcodeIn(uploaded: string) {
  const script = `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(${JSON.stringify(join(uploaded, 'pixel-worker.mjs'))}, {
      workerData: { maxFrameBytes: 1e6, maxCodecBytes: 1e9 },
      execArgv: [],
    });
    const ask = (kind, input) =>
      new Promise((resolve, reject) => {
        worker.once('error', reject).once('message', resolve).postMessage({ kind, input });
      });
    const description = { rows: 8, columns: 8, samplesPerPixel: 1, bitsAllocated: 8, bitsStored: 8, highBit: 7,
      isSigned: false, planarConfiguration: 0, photometricInterpretation: 'MONOCHROME2', frameCount: 1 };
    const bytes = new Uint8Array(64).fill(77);
    const results = [];
    for (const end of ['4.50', '4.80', '4.90', '4.201']) {
      const target = '1.2.840.10008.1.2.' + end;
      const frame = { transferSyntaxUid: '1.2.840.10008.1.2.1', description, bytes };
      const encoded = await ask('transcode', { frame, target });
      const decoded = await ask('decode', { transferSyntaxUid: target, description, bytes: encoded.output?.bytes });
      results.push([end, decoded.output?.bytes.every((cell) => cell === 77) ?? decoded.message]);
    }
    process.stdout.write(JSON.stringify(results));
    await worker.terminate();`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', cwd: uploaded });
}

/** A grey picture, and the same with a name on it: with no fonts of this machine. */
function drawIn(uploaded: string) {
  const script = `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(${JSON.stringify(join(uploaded, 'pixel-worker.mjs'))}, {
      workerData: { maxFrameBytes: 1e6, maxCodecBytes: 1e9 },
      execArgv: [],
    });
    const description = { rows: 128, columns: 128, samplesPerPixel: 1, bitsAllocated: 8, bitsStored: 8, highBit: 7,
      isSigned: false, planarConfiguration: 0, photometricInterpretation: 'MONOCHROME2', frameCount: 1 };
    const frame = { transferSyntaxUid: '1.2.840.10008.1.2.1', description, bytes: new Uint8Array(16384).fill(77) };
    const plan = { kind: 'grey', modality: { kind: 'rescale', slope: 1, intercept: 0 }, voi: { kind: 'extent' },
      presentation: { kind: 'identity' } };
    const graphics = { outlines: [], shutters: [], texts: [] };
    const crop = { left: 0, top: 0, width: 128, height: 128 };
    const geometry = { ...crop, crop, isFlippedHorizontally: false, isFlippedVertically: false };
    const draw = async (patient) => {
      const frames = [{ frame, plan, isFloat: false, overlays: [], graphics, annotation: { patient, technique: [] } }];
      const input = { frames, geometry, encoding: { mediaType: 'image/png', quality: 90 } };
      const reply = await new Promise((resolve, reject) => {
        worker.once('error', reject).once('message', resolve).postMessage({ kind: 'render', input });
      });
      return Buffer.from(reply.output?.bytes ?? JSON.stringify(reply)).toString('latin1');
    };
    process.stdout.write(JSON.stringify({ bare: await draw([]), annotated: await draw(['Synthetic, Ada']) }));
    await worker.terminate();`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', cwd: uploaded });
}

/** One grey pixel. */
const smallestPng = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

function takePictureApartIn(uploaded: string) {
  const script = `
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(${JSON.stringify(join(uploaded, 'pixel-worker.mjs'))}, {
      workerData: { maxFrameBytes: 1e6, maxCodecBytes: 1e9 },
      execArgv: [],
    });
    const input = { bytes: Buffer.from('${smallestPng}', 'base64'), mediaType: 'image/png' };
    const reply = await new Promise((resolve, reject) => {
      worker.once('error', reject).once('message', resolve).postMessage({ kind: 'picture', input });
    });
    const { rows, columns, bytes } = reply.output;
    process.stdout.write(JSON.stringify({ rows, columns, cells: bytes.length }));
    await worker.terminate();`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', cwd: uploaded });
}

describe('a function as it is uploaded', () => {
  it.each(verbs)('is one module with its source map, not minified: %s', async (verb) => {
    const bundle = bundles[verb] ?? '';

    const files = await readdir(bundle);
    const source = await readFile(join(bundle, 'index.mjs'), 'utf8');

    const reader = ['store', 'review'].includes(verb) ? ['document-reader.mjs'] : [];
    const worker = ['store', 'retrieve', 'render'].includes(verb) ? ['node_modules', 'pixel-worker.mjs'] : [];
    const isPieceOfWorker = (file: string) => /^pixel-[a-z-]+-[A-Z0-9]{8}\.mjs$/.test(file);
    expect(files.filter((file) => !isPieceOfWorker(file)).toSorted()).toEqual([
      ...reader,
      'index.mjs',
      'index.mjs.map',
      ...worker,
    ]);
    expect(source.split('\n').length).toBeGreaterThan(10_000);
  });

  it.each(verbs)('loads without reaching for anything: %s', (verb) => {
    const { status, stdout, stderr } = load(bundles[verb] ?? '', environment);

    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'function', stderr: '' });
  });

  it('decodes with nothing but what is uploaded: retrieve', async () => {
    const uploaded = await mkdtemp(join(tmpdir(), 'portcullis-function-'));
    await cp(bundles.retrieve ?? '', uploaded, { recursive: true });

    const { status, stdout, stderr } = transcodeIn(uploaded);

    await rm(uploaded, { recursive: true, force: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(['4.50', '4.80', '4.90', '4.201'].map((end) => [end, true]));
  });

  it('draws and writes with nothing but what is uploaded: render', async () => {
    const uploaded = await mkdtemp(join(tmpdir(), 'portcullis-function-'));
    await cp(bundles.render ?? '', uploaded, { recursive: true });

    const { status, stdout, stderr } = drawIn(uploaded);

    await rm(uploaded, { recursive: true, force: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { bare, annotated } = JSON.parse(stdout);
    expect(bare).toMatch(/^\x89PNG/);
    expect(annotated).toMatch(/^\x89PNG/);
    expect(annotated.length).toBeGreaterThan(bare.length);
  });

  it('takes a picture apart with nothing but what is uploaded: store', async () => {
    const uploaded = await mkdtemp(join(tmpdir(), 'portcullis-function-'));
    await cp(bundles.store ?? '', uploaded, { recursive: true });

    const { status, stdout, stderr } = takePictureApartIn(uploaded);

    await rm(uploaded, { recursive: true, force: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ rows: 1, columns: 1, cells: 1 });
  });

  it('ends at once, naming every setting that is missing', () => {
    const { AUDIT_KEY_ARN: _, DATABASE_HOST: __, ...incomplete } = environment;

    const { status, stderr } = load(bundles.search ?? '', incomplete);

    expect(status).not.toBe(0);
    expect(stderr).toMatch(/settings: .*DATABASE_HOST.*AUDIT_KEY_ARN/);
  });

  it('knows where in our sources a failure happened', () => {
    const { stderr } = load(bundles.search ?? '', {});

    expect(stderr).toMatch(/lambdas\/aws-gateway\.ts:\d+/);
  });
});
