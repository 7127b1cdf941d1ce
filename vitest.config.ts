import { defineConfig } from 'vitest/config';

/** What `npm test` runs; the corpus and S3 suites have their own configs because they need files or servers of their own. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/corpus/**', 'test/s3/**', '**/node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
