/**
 * The pairings of pairings/named-laws.ts: laws on random settings, and wrong versions.
 */
import { NAMED_LAWS } from '../pairings/named-laws.ts';
import { testPairings } from '../pairings/tested.ts';

const GROWS = 'what is claimed to be a density grows faster than the window of the test functions falls';

testPairings(NAMED_LAWS, {
  'noising-schedules: VP: unit variance is kept: sign of: -1/2 |x|^2 / 1 → 1/2 |x|^2': GROWS,
  'noising-schedules: VE kernel: coefficients exchanged in: x - x0 → -x + x0': GROWS,
  'grad-tts: #174 the forward drift of Grad-TTS: sign of: -1/2 ((x - mu) · Sigma^-1 (x - mu)) → 1/2 ((x - mu) · Sigma^-1 (x - mu))': GROWS,
});
