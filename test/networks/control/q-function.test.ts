import { describe, expect, it } from 'vitest';
import { learnQ, Q_EFFORT } from '../../../src/networks/control/learn-q.ts';
import { POST_REGULATOR, regulatorOptimum } from '../../../src/networks/control/linear-quadratic.ts';
import { mertonOptimum, POST_PORTFOLIO } from '../../../src/networks/control/merton.ts';
import type { ExactQ } from '../../../src/networks/control/q-function.ts';
import { mertonQ, regulatorQ } from '../../../src/networks/control/q-function.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { faultOf } from '../fault.ts';

const regulator = regulatorQ(POST_REGULATOR), portfolio = mertonQ(POST_PORTFOLIO);

/** The same statements of both problems, at a state and an action that is not the best. */
const statements = <Action>(of: ExactQ<Action>, x: number, a: Action, rho: number): void => {
  const q = of.q(x, a);
  it('the mean of the TD target is V + Δq to the second order, and not V + q/ρ', () => {
    const error = (delta: number): number => of.target(x, a, delta) - of.value(x) - delta * q;
    // A remainder of Δ²: four times less for half of Δ.
    expect(error(0.02) / error(0.01)).toBeCloseTo(4, 1);
    expect(Math.abs(error(0.001) / (0.001 * q))).toBeLessThan(0.002);
    // It misses Q by all of q/ρ but Δq.
    expect((of.Q(x, a) - of.target(x, a, 0.01)) / (q / rho)).toBeCloseTo(1 - rho * 0.01, 3);
  });

  it('the mean of the corrected target is Q to the first order', () => {
    const error = (delta: number): number => of.corrected(x, a, delta) - of.Q(x, a);
    expect(error(0.02) / error(0.01)).toBeCloseTo(2, 1);
    expect(Math.abs(error(0.001) * rho / q)).toBeLessThan(0.002);
  });

  it('fed with its own maximum, the TD target settles on what does not solve the equation for Q', () => {
    const { Q, value, best, residual } = of.fixedPoint(0.01);
    expect(Q(x, best(x)) / value(x)).toBeCloseTo(1, 10);
    expect(Q(x, a)).toBeLessThan(value(x));
    // To the order of Δ it is V.
    expect(value(x) / of.value(x)).toBeCloseTo(1, 1);
    // What is left of the equation is all of −q, but for terms of the order of Δ.
    expect(residual(x, a) / q).toBeCloseTo(-1, 1);
    // Whereas the definition leaves nothing: ρQ − (ρV + q).
    expect(rho * of.Q(x, a) - rho * of.value(x) - q).toBeCloseTo(0, 8);
  });
};

describe('the q-function of the regulator', () => {
  const { K } = regulatorOptimum(POST_REGULATOR);
  it('is minus half of r times the square of the distance from the best action', () => {
    for (const [x, a] of [[0, 1], [1, -2], [-0.4, 0.3]] as const) {
      expect(regulator.q(x, a)).toBeCloseTo(-POST_REGULATOR.r * (a + K * x) ** 2 / 2, 12);
    }
  });
  statements(regulator, 1, 0.7, POST_REGULATOR.rho);
});

describe('the q-function of the portfolio', () => {
  const { fraction, consumption } = mertonOptimum(POST_PORTFOLIO);
  it('is 0 at the best action and less elsewhere', () => {
    expect(portfolio.q(1, { fraction, consumption })).toBeCloseTo(0, 10);
    expect(portfolio.q(1, { fraction: 1, consumption })).toBeLessThan(-1);
    expect(portfolio.q(1, { fraction, consumption: 0.03 })).toBeLessThan(-1);
  });
  statements(portfolio, 1.4, { fraction: 1, consumption: 0.03 }, POST_PORTFOLIO.rho);
});

describe('what regression learns of the regulator', () => {
  const engine = wasmEngine(), before = engine.held();
  const learning = { ...Q_EFFORT, steps: 800, engine, seed: 1 };
  const learned = learnQ(POST_REGULATOR, learning), [td, corrected, q] = learned as [typeof learned[0], typeof learned[0], typeof learned[0]];

  it('is the mean of the target: the excess of the loss says how far off, and says it truly', () => {
    for (const { kind, excess, fromMean, loss } of learned) {
      expect(Math.abs(fromMean ** 2 - excess.value), kind).toBeLessThan(excess.bound);
      expect(excess.bound, kind).toBeLessThan(loss.value);
    }
  });

  it('on the target of the post is V + Δq, all of q/ρ away from Q', () => {
    const { delta } = Q_EFFORT, { rho } = POST_REGULATOR;
    expect(td.fromMean / (delta * rho * td.sizeOfAdvantage)).toBeLessThan(0.05);
    expect(td.fromQ / td.sizeOfAdvantage).toBeGreaterThan(0.98);
  });

  it('on the corrected target is Q, to the order of Δ', () => {
    // The bias: (corrected mean − Q) over the box is of the order of Δ, 9 % at Δ = 0.05.
    expect(corrected.fromQ / corrected.sizeOfAdvantage).toBeLessThan(0.12);
    expect(corrected.fromMean / corrected.sizeOfAdvantage).toBeLessThan(0.02);
  });

  it('on the quotient is q, which closed form says', () => {
    const { rho } = POST_REGULATOR;
    for (const [x, a] of [[0.5, -1], [-0.5, 2], [0, 3]] as const) {
      expect(q.at(x, a)).toBeCloseTo((regulator.target(x, a, Q_EFFORT.delta) - regulator.value(x)) / Q_EFFORT.delta, 1);
      expect(Math.abs(q.at(x, a) - regulator.q(x, a))).toBeLessThan(0.15 * rho * td.sizeOfAdvantage);
    }
  });

  it('is the same again for the same seed, and leaves nothing held', () => {
    const [once, twice] = [1, 2].map(() => learnQ(POST_REGULATOR, { ...learning, steps: 20 }).map(({ fromMean }) => fromMean));
    expect(once).toEqual(twice);
    expect(engine.held()).toBe(before);
  });

  it('bad input is named', () => {
    expect(faultOf(() => regulator.target(1, 1, 0))).toBe('not-applicable');
    expect(faultOf(() => learnQ(POST_REGULATOR, { ...learning, signal: { aborted: true } }))).toBe('interrupted');
    expect(engine.held()).toBe(before);
  });
});
