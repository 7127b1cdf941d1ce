import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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

describe('a function as it is uploaded', () => {
  it.each(verbs)('is one module with its source map, not minified: %s', async (verb) => {
    const bundle = bundles[verb] ?? '';

    const files = await readdir(bundle);
    const source = await readFile(join(bundle, 'index.mjs'), 'utf8');

    const reader = ['store', 'review'].includes(verb) ? ['document-reader.mjs'] : [];
    expect(files.toSorted()).toEqual([...reader, 'index.mjs', 'index.mjs.map']);
    expect(source.split('\n').length).toBeGreaterThan(10_000);
  });

  it.each(verbs)('loads without reaching for anything: %s', (verb) => {
    const { status, stdout, stderr } = load(bundles[verb] ?? '', environment);

    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'function', stderr: '' });
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
