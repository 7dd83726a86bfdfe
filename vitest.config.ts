/**
 * Where the tests are, and what every run of them has in common.
 *
 * With VITEST_RESULTS the counts are also written to that file, for the last line of `.ci/run`.
 */
import { defineConfig } from 'vitest/config';

const results = process.env['VITEST_RESULTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'properties/**/*.test.ts'],
    // Longer than fast-check's own limit, so that a property that takes too long names its seed and its counterexample.
    // Both cores of a machine that has two; and what one file has loaded and compiled, the next one uses.
    maxWorkers: '100%',
    isolate: false,
    testTimeout: 20_000,
    setupFiles: ['test/setup.ts'],
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
  },
});
