/**
 * The pairings of pairings/control.ts: laws on random settings, and wrong versions.
 */
import { CONTROL } from '../pairings/control.ts';
import { testPairings } from '../pairings/tested.ts';

const NO_OPTIMUM = 'what is to be maximised has no maximum, so that the claim has no value to compare';

testPairings(CONTROL, { 'blog/deterministic-hjb: #48 reward form: sign of: r → -r': NO_OPTIMUM });
