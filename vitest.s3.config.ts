import { defineConfig } from 'vitest/config';

/** What `npm run test:s3` runs: the archive against a real S3 server, which the test starts when it is installed. */
export default defineConfig({
  test: { include: ['test/s3/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000, maxWorkers: 1 },
});
