// Runs before `npm start`, `npm test` and their kin on whatever Node is there: a fresh clone needs no separate install step.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.portcullis-lock';
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== lock) {
  const why = existsSync('node_modules') ? 'package-lock.json has changed' : 'node_modules is missing';
  console.error(`portcullis: ${why}; installing what the lock names (npm ci), this takes about half a minute …`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      'portcullis: npm ci failed. Check that the npm registry is reachable, then run the same command again.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(stamp, lock);
}
