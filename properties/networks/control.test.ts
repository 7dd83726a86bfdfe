/**
 * Neural policy iteration on regulators and portfolios that are drawn: figures within the bounds of the run, and what learners believe wrongly is found out.
 *
 * FC_SEED gives other problems and other networks.
 */
import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { holds } from '../../src/networks/control/figure.ts';
import type { LinearQuadratic } from '../../src/networks/control/linear-quadratic.ts';
import { POST_REGULATOR } from '../../src/networks/control/linear-quadratic.ts';
import { learnQ, Q_EFFORT } from '../../src/networks/control/learn-q.ts';
import type { Merton } from '../../src/networks/control/merton.ts';
import { POST_PORTFOLIO } from '../../src/networks/control/merton.ts';
import { improved } from '../../src/networks/control/policy-iteration.ts';
import { QUICK_MERTON, solveMerton } from '../../src/networks/control/solve-merton.ts';
import type { Solved, Solving } from '../../src/networks/control/solve-regulator.ts';
import { QUICK_REGULATOR, solveRegulator } from '../../src/networks/control/solve-regulator.ts';
import { wasmEngine } from '../../src/networks/engine/wasm.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { noticed, PLANTED } from '../../test/networks/control/planted.ts';

const seed = fc.readConfigureGlobal().seed ?? 1;
const MILLISECONDS = 120_000;
const engine = wasmEngine();
const stream = streamOf(seed, 'controlled networks');
const near = (index: number, value: number): number => value * (0.85 + 0.3 * stream.uniform(index));

/** Each number within 15 % of the post's. */
const REGULATOR: LinearQuadratic = {
  ...POST_REGULATOR, alpha: near(0, POST_REGULATOR.alpha), beta: near(1, POST_REGULATOR.beta), sigma: near(2, POST_REGULATOR.sigma),
  q: near(3, POST_REGULATOR.q), r: near(4, POST_REGULATOR.r),
};
const PORTFOLIO: Merton = { ...POST_PORTFOLIO, mu: near(5, POST_PORTFOLIO.mu), sigma: near(6, POST_PORTFOLIO.sigma) };
const regulator = (more: Partial<Solving> = {}): Solved => solveRegulator(REGULATOR, { engine, seed, effort: QUICK_REGULATOR, ...more });
const portfolio = (more: Partial<Solving> = {}): Solved => solveMerton(PORTFOLIO, { engine, seed, effort: QUICK_MERTON, ...more });

describe.each([['the regulator', regulator, 1.5], ['the portfolio', portfolio, 0.5]] as const)('%s', (_, solve, widest) => {
  test('figures are within their bounds, which are loose and not empty; each policy is no worse than the one before', () => {
    const before = engine.held();
    const solved = solve();
    try {
      expect(solved.figures.filter((figure) => !holds(figure))).toEqual([]);
      for (const { name, bound, exact } of solved.figures) expect({ name, small: bound < widest * Math.abs(exact) }).toEqual({ name, small: true });
      expect(solved.history.every(improved)).toBe(true);
    } finally {
      solved.dispose();
    }
    expect(engine.held()).toBe(before);
  }, MILLISECONDS);
});

test.each(Object.entries(PLANTED))('on the portfolio it is found out that %s', (_, believes) => {
  expect(noticed(() => portfolio({ believes }))).not.toBe('nothing');
}, MILLISECONDS);
test('and that a policy goes down the Hamiltonian', () => {
  expect(noticed(() => portfolio({ direction: -1 }))).not.toBe('nothing');
}, MILLISECONDS);

test('the TD target of the post learns V + Δq, and only the corrected one the Q of the definition', () => {
  const [td, corrected] = learnQ(REGULATOR, { ...Q_EFFORT, steps: 800, engine, seed });
  for (const { excess, fromMean } of [td!, corrected!]) expect(Math.abs(fromMean ** 2 - excess.value)).toBeLessThan(excess.bound);
  expect(td!.fromQ / td!.sizeOfAdvantage).toBeGreaterThan(0.9);
  expect(corrected!.fromQ / corrected!.sizeOfAdvantage).toBeLessThan(0.25);
}, MILLISECONDS);
