/**
 * Before every test file: property tests are repeatable, and one that runs out of time fails instead of passing.
 *
 * FC_SEED gives other instances, FC_RUNS more of them.
 */
import fc from 'fast-check';

const SEED = Number(process.env['FC_SEED'] ?? 1);
if (!Number.isSafeInteger(SEED)) throw new TypeError(`FC_SEED is a whole number, not '${process.env['FC_SEED'] ?? ''}'`);
const RUNS = Number(process.env['FC_RUNS'] ?? 100);

fc.configureGlobal({ seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: 8000, markInterruptAsFailure: true });
