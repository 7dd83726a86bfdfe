/**
 * Before every test file: property tests are repeatable, and one that runs out of time fails instead of passing.
 *
 * FAST_CHECK_SEED gives other instances, FAST_CHECK_RUNS more of them.
 */
import fc from 'fast-check';

const SEED = Number(process.env['FAST_CHECK_SEED'] ?? 1);
const RUNS = Number(process.env['FAST_CHECK_RUNS'] ?? 100);

fc.configureGlobal({ seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 8000, markInterruptAsFailure: true });
