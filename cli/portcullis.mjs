#!/usr/bin/env node
// Runs on whatever Node is there: an older one hands over to the Node 24 that package-lock.json names.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const oldestMajor = 24;

if (Number.parseInt(process.versions.node, 10) >= oldestMajor) {
  await import('./main.ts');
} else {
  const inCheckout = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
  const isWindows = process.platform === 'win32';
  const node = inCheckout(`node_modules/.bin/node${isWindows ? '.cmd' : ''}`);
  if (!existsSync(node)) {
    process.stderr.write(`portcullis: needs Node ${oldestMajor}; run "npm ci" in ${inCheckout('')} and try again.\n`);
    process.exit(2);
  }
  const { status } = spawnSync(node, [inCheckout('cli/main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: isWindows,
  });
  process.exit(status ?? 2);
}
