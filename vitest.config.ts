/**
 * Where the tests are, and what every run of them has in common. `vitest run` is everything; `vitest run test/`,
 * `vitest run properties/ --exclude 'properties/peers/**'` and `vitest run properties/peers/` are its three parts.
 *
 * With VITEST_RESULTS the counts are also written to that file, for the last line of `.ci/run`.
 */
import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

const results = process.env['VITEST_RESULTS'];

/** Files that take ten seconds or more: begun last, one of them would leave the other core idle. */
const LONG = ['properties/peers/', 'test/cli/package.test.ts', 'properties/derivations/', 'properties/bench/'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((path) => moduleId.includes(`/${path}`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** `--sequence.shuffle.files` has an order of its own. */
const shuffled = process.argv.some((word) => word.includes('shuffle'));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'properties/**/*.test.ts'],
    // Both cores of a machine that has two; and what one file has loaded and compiled, the next one uses.
    maxWorkers: '100%',
    isolate: false,
    // Longer than fast-check's own limit, so that a property that takes too long names its seed and its counterexample.
    testTimeout: 20_000,
    setupFiles: ['test/setup.ts'],
    ...(shuffled ? {} : { sequence: { sequencer: LongFirst } }),
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
  },
});
