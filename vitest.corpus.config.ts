import { defineConfig } from 'vitest/config';

/** What `npm run test:corpus` runs: tests over real files, which the caller brings (`DICOM_CORPUS`). */
export default defineConfig({
  test: {
    include: ['test/corpus/**/*.corpus.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    passWithNoTests: false,
  },
});
