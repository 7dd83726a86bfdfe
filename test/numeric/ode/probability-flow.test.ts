import { describe, expect, test } from 'vitest';
import { linearLaw } from '../../../src/numeric/laws/linear-process.ts';
import { probabilityFlow } from '../../../src/numeric/ode/probability-flow.ts';
import { draw, faultOf } from '../random-matrices.ts';

describe('the probability flow', () => {
  test.each([1, 2, 3])('of a mixture under a linear process, d = %i: the log-density along it is that of the exact mixture', (n) => {
    const random = draw(30 + n);
    const law = linearLaw({ dimension: n, noises: n + 1, drift: random.stable(n), shift: random.matrix(n, 1), noise: random.matrix(n, n + 1) });
    const initial = random.mixture(n, 3);
    const state = random.matrix(n, 1);
    const flow = probabilityFlow(law.flow(initial), 0, 1.25, { state, logDensity: initial.logDensity(state) }, { relative: 1e-8, absolute: 1e-10 });
    for (const t of [0.25, 0.8, 1.25]) {
      const { state: x, logDensity } = flow.at(t);
      const exact = law.mixture(initial, t);
      // The exact log-density is taken at a point that is itself off by the bound.
      const steepness = 1 + exact.score(x).reduce((sum, entry) => sum + Math.abs(entry), 0);
      expect(Math.abs(logDensity - exact.logDensity(x))).toBeLessThanOrEqual(steepness * flow.error.bound);
    }
    expect(flow.error.bound).toBeLessThan(1e-5);
    expect(flow.error.asymptotic).toBe(true);
  });

  test('with the whole of the noise instead of half of it, the log-density is wrong by far', () => {
    const random = draw(40);
    const law = linearLaw({ dimension: 1, noises: 1, drift: [-1], shift: [0], noise: [1] });
    const initial = random.mixture(1, 2);
    const right = law.flow(initial);
    const wrong = {
      ...right, velocity: (t: number, x: Float64Array, out: Float64Array) => { right.velocity(t, x, out); out[0] = 2 * out[0]! + x[0]!; },
      divergence: (t: number, x: Float64Array) => 2 * right.divergence(t, x) + 1,
    };
    const state = [0.4];
    const flow = probabilityFlow(wrong, 0, 1, { state, logDensity: initial.logDensity(state) });
    expect(Math.abs(flow.final.logDensity - law.mixture(initial, 1).logDensity(flow.final.state))).toBeGreaterThan(1e4 * flow.error.bound);
  });

  test('forwards and back again is where it was', () => {
    const law = linearLaw({ dimension: 2, noises: 2, drift: [-1, 1, -1, -0.5], shift: [0.2, 0], noise: [1, 0.3, 0, 0.7] });
    const flow = law.flow(draw(41).mixture(2, 2));
    const there = probabilityFlow(flow, 0, 1, { state: [0.5, -0.25], logDensity: 0 });
    const back = probabilityFlow(flow, 1, 0, there.final);
    expect(Math.abs(back.final.state[0]! - 0.5)).toBeLessThan(1e-8);
    expect(Math.abs(back.final.state[1]! + 0.25)).toBeLessThan(1e-8);
    expect(Math.abs(back.final.logDensity)).toBeLessThan(1e-8);
  });

  test('a state of the wrong length is named', async () => {
    const flow = { dimension: 2, velocity: () => {}, divergence: () => 0 };
    expect(await faultOf(() => probabilityFlow(flow, 0, 1, { state: [1], logDensity: 0 }))).toBe('not-applicable');
    expect(await faultOf(() => probabilityFlow(flow, 0, 0, { state: [1, 1], logDensity: 0 }))).toBe('no-horizon');
  });
});
