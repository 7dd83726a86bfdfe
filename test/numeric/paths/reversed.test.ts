import { describe, expect, test } from 'vitest';
import type { StochasticEquation } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import { pathsHaveLaw } from '../../../src/numeric/paths/law-of-paths.ts';
import { normalStart } from '../../../src/numeric/paths/linear-transition.ts';
import type { Reversal } from '../../../src/numeric/paths/reversed.ts';
import { reversed } from '../../../src/numeric/paths/reversed.ts';
import { coupledEndPoints } from '../../../src/numeric/paths/simulate.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { cosinesFor, mixtureCharacteristic } from '../../../src/numeric/statistics/cosines.ts';
import { faultOf } from '../fault.ts';
import { geometric, ornsteinUhlenbeck } from './equations.ts';

/** dX = −X dt + dW from N(1, ¼): mean e^−t, variance ½ − ¼ e^−2t. */
const forward = ornsteinUhlenbeck(1, 1);
const mean = (t: number): number => Math.exp(-t);
const variance = (t: number): number => 0.5 - 0.25 * Math.exp(-2 * t);
const score = (scale: number): Reversal['score'] => (t, x, out) => { out[0] = (scale * (mean(t) - (x[0] as number))) / variance(t); };

const rejects = (equation: StochasticEquation, paths: number): boolean => {
  const start = normalStart(Float64Array.of(mean(1)), Float64Array.of(variance(1)), streamOf(1, 'start'));
  const levels = coupledEndPoints(equation, eulerMaruyama, start, { from: 0, horizon: 1, steps: 64, paths }, 3, streamOf(1, 'paths'));
  const law = { mean: Float64Array.of(1), covariance: Float64Array.of(0.25) };
  const result = pathsHaveLaw(levels, mixtureCharacteristic([{ weight: 1, ...law }]), cosinesFor(law, 0, streamOf(2)), { alpha: 1e-9, miss: 1e-6 });
  return result.rejected && result.asymptotic;
};

describe('the reversed process', () => {
  test('ends with the law from which the forward one began', () => {
    expect(rejects(reversed(forward, { horizon: 1, score: score(1), divergence: 'none' }), 8000)).toBe(false);
  });

  test.each<readonly [string, StochasticEquation]>([
    ['half of the score', reversed(forward, { horizon: 1, score: score(0.5), divergence: 'none' })],
    ['twice the score', reversed(forward, { horizon: 1, score: score(2), divergence: 'none' })],
    ['the score of the wrong sign', reversed(forward, { horizon: 1, score: score(-1), divergence: 'none' })],
    ['the forward drift', { ...reversed(forward, { horizon: 1, score: score(1), divergence: 'none' }), drift: forward.drift }],
  ])('does not with %s', (_, wrong) => {
    expect(rejects(wrong, 4000)).toBe(true);
  });

  test('of noise that depends on the state has the divergence of G Gᵀ in its drift', () => {
    const [equation, still] = [geometric(0.3, 0.5), (_: number, _x: Float64Array, out: Float64Array): void => { out.fill(0); }];
    const drift = (reversal: Reversal): number => {
      const out = new Float64Array(1);
      reversed(equation, reversal).drift(0.2, Float64Array.of(2), out);
      return out[0] as number;
    };
    // −f + (σ² x²)′ = −0.6 + 2 · ¼ · 2.
    expect(drift({ horizon: 1, score: still })).toBeCloseTo(-0.6 + 1, 14);
    expect(drift({ horizon: 1, score: still, divergence: 'none' })).toBeCloseTo(-0.6, 14);
    expect(drift({ horizon: 1, score: still, divergence: (_, _x, out) => { out[0] = 7; } })).toBeCloseTo(6.4, 14);
    expect(drift({ horizon: 1, score: (_, _x, out) => { out[0] = 3; }, divergence: 'none' })).toBeCloseTo(-0.6 + 3, 14);
  });

  test('in two dimensions takes the divergence row by row, checked by differences', () => {
    // G = [[x1, x2²], [1, x1 x2]].
    const equation: StochasticEquation = {
      dimension: 2, noises: 2, drift: (_, _x, out) => { out.fill(0); },
      diffusion: (_, x, out) => { out.set([x[0] as number, (x[1] as number) ** 2, 1, (x[0] as number) * (x[1] as number)]); },
      diffusionDerivative: (_, x, out) => { out.set([1, 0, 0, 2 * (x[1] as number), 0, 0, x[1] as number, x[0] as number]); },
    };
    const D = (x: readonly number[]): readonly number[] => {
      const G = new Float64Array(4);
      equation.diffusion(0, Float64Array.from(x), G);
      const [a, b, c, d] = [...G] as [number, number, number, number];
      return [a * a + b * b, a * c + b * d, a * c + b * d, c * c + d * d];
    };
    const [x, h] = [[0.7, -0.4] as const, 1e-5];
    const along = (j: number, entry: number): number => {
      const moved = (by: number): number => D(x.map((value, k) => (k === j ? value + by : value)))[entry] as number;
      return (moved(h) - moved(-h)) / (2 * h);
    };
    const out = new Float64Array(2);
    reversed(equation, { horizon: 1, score: (_, _x, s) => { s.fill(0); } }).drift(0, Float64Array.from(x), out);
    expect(out[0]).toBeCloseTo(along(0, 0) + along(1, 1), 8);
    expect(out[1]).toBeCloseTo(along(0, 2) + along(1, 3), 8);
  });

  test('is refused where nothing is known of that divergence', () => {
    const { diffusionDerivative: _, ...plain } = geometric(0.3, 0.5);
    expect(faultOf(() => reversed(plain, { horizon: 1, score: score(1) }))).toBe('not-applicable');
  });
});
