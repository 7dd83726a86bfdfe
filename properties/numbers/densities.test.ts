/**
 * The pairings of pairings/densities.ts: laws on random settings, and wrong versions.
 */
import { DENSITIES } from '../pairings/densities.ts';
import { testPairings } from '../pairings/tested.ts';

testPairings(DENSITIES, {
  'blog/diffusion-models: Legendre transform of a square: sign of: -1/2 |u|^2 → 1/2 |u|^2': 'what is to be maximised has no maximum',
  'decision-diffuser: the law without the return: coefficients exchanged in: x - m → -x + m': 'it grows without bound, and no grid holds it',
  'information: #100 KL dissipation, scalar noise: without a factor: py log(py / qy) → log(py / qy)': 'the integral does not exist',
  'transport: #112 the particles move freely: missing divergence next to: (jac grad phi) grad phi → (jac grad phi) grad phi + div jac grad phi':
    'the velocities of the family are linear, so that their second derivatives vanish',
});
