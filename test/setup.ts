/**
 * Before every test file: property tests are repeatable, and one that runs out of time fails instead of passing.
 */
import fc from 'fast-check';

const SEED = Number(process.env['FAST_CHECK_SEED'] ?? 1);

fc.configureGlobal({ seed: SEED, interruptAfterTimeLimit: 8000, markInterruptAsFailure: true });
