/**
 * The pairings of pairings/algebra.ts: laws on random settings, and wrong versions.
 */
import { ALGEBRA } from '../pairings/algebra.ts';
import { testPairings } from '../pairings/tested.ts';

testPairings(ALGEBRA, {});
