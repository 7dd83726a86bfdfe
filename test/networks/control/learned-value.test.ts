import { describe, expect, it } from 'vitest';
import type { ControlledDiffusion } from '../../../src/networks/control/controlled-diffusion.ts';
import { learnedValue } from '../../../src/networks/control/learned-value.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { optimiserFor } from '../../../src/networks/training/recipe.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';

/** One component as it is, one by its logarithm, values in units of x₂^−1.5. */
const problem: ControlledDiffusion = {
  states: 2, actions: 1, noises: 1, discount: 0.1,
  coordinates: [{ kind: 'line', low: -2, high: 3, margin: 0.2 }, { kind: 'logarithm', low: 0.5, high: 4, margin: 0.5, power: -1.5 }],
  ranges: [{ kind: 'line', spread: 1 }],
  reward: () => 0, drift: () => undefined, noise: () => undefined,
};

describe('a value that a network holds', () => {
  const network = plainEngine.network({
    shape: { inputs: 2, hidden: [7, 5], outputs: 1 }, copies: 1, batch: 1, optimiser: optimiserFor(10), stream: streamOf(3),
  });
  const value = learnedValue(problem, network, { offset: 0.7, scale: 2 });
  network.dispose();

  it('has the derivatives of its values, through coordinates and units', () => {
    const h = 1e-4, x = [0.4, 1.7] as const;
    const at = (a: number, b: number): number => value.at(Float64Array.of(x[0] + a * h, x[1] + b * h)).value;
    const { gradient, hessian } = value.at(Float64Array.of(...x));
    expect(gradient[0]).toBeCloseTo((at(1, 0) - at(-1, 0)) / (2 * h), 6);
    expect(gradient[1]).toBeCloseTo((at(0, 1) - at(0, -1)) / (2 * h), 6);
    expect(hessian[0]).toBeCloseTo((at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / h ** 2, 5);
    expect(hessian[3]).toBeCloseTo((at(0, 1) - 2 * at(0, 0) + at(0, -1)) / h ** 2, 5);
    expect(hessian[1]).toBeCloseTo((at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h ** 2), 5);
    expect(hessian[2]).toBe(hessian[1]);
    // Not all of them are next to nothing.
    expect(Math.min(...hessian.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  it('says the same of many states as of each', () => {
    const states = Array.from({ length: 300 }, (_, i) => Float64Array.of(i / 100 - 1, 0.5 + i / 100));
    const all = value.all(states);
    expect(all).toHaveLength(300);
    for (const i of [0, 127, 128, 299]) expect(all[i]).toEqual(value.at(states[i]!));
  });
});
