/**
 * The pairings of pairings/finance.ts: laws on random settings, and wrong versions.
 */
import { FINANCE } from '../pairings/finance.ts';
import { testPairings } from '../pairings/tested.ts';

testPairings(FINANCE, {
  'merton-power: #56 without a horizon: the value: factor 1 → 2 in: 1 → 2': 'the price of a control has no maximum',
  'merton-logarithmic: with consumption, to a horizon: what is consumed: sign of: x / a → -x / a': 'the utility of negative consumption has no value',
});
