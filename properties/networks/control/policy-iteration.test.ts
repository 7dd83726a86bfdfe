/**
 * Neural policy iteration at a fraction of the effort, on the post's parameters; figures against the closed forms within the bound
 * that the run itself declares. What has been planted must be seen.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holds } from '../../../src/networks/control/figure.ts';
import { POST_REGULATOR } from '../../../src/networks/control/linear-quadratic.ts';
import { POST_PORTFOLIO } from '../../../src/networks/control/merton.ts';
import type { Effort } from '../../../src/networks/control/policy-iteration.ts';
import { improved } from '../../../src/networks/control/policy-iteration.ts';
import { QUICK_MERTON, solveMerton } from '../../../src/networks/control/solve-merton.ts';
import type { Solved, Solving } from '../../../src/networks/control/solve-regulator.ts';
import { QUICK_REGULATOR, solveRegulator } from '../../../src/networks/control/solve-regulator.ts';
import { plainEngine } from '../../../src/networks/engine/plain.ts';
import { wasmEngine } from '../../../src/networks/engine/wasm.ts';
import { faultOf } from '../../../test/networks/fault.ts';
import { noticed, PLANTED } from '../../../test/networks/control/planted.ts';

const engine = wasmEngine(), before = engine.held();
const regulator = (more: Partial<Solving> = {}): Solved => solveRegulator(POST_REGULATOR, { engine, seed: 1, effort: QUICK_REGULATOR, ...more });
const portfolio = (more: Partial<Solving> = {}): Solved => solveMerton(POST_PORTFOLIO, { engine, seed: 1, effort: QUICK_MERTON, ...more });

describe('neural policy iteration', () => {
  let runs: { readonly regulator: Solved; readonly portfolio: Solved };
  beforeAll(() => { runs = { regulator: regulator(), portfolio: portfolio() }; }, 60_000);
  afterAll(() => { runs.regulator.dispose(); runs.portfolio.dispose(); });

  it('gives the closed forms within its own bounds, which are narrow', () => {
    for (const figure of [...runs.regulator.figures, ...runs.portfolio.figures]) {
      expect(holds(figure), `${figure.name}: ${figure.measured}, not ${figure.exact} ± ${figure.bound}`).toBe(true);
    }
    const relative = (solved: Solved): number => Math.max(...solved.figures.map(({ bound, exact }) => bound / exact));
    expect(relative(runs.regulator)).toBeLessThan(0.8);
    expect(relative(runs.portfolio)).toBeLessThan(0.25);
  });

  it('improves the policy in every iteration, within the error of simulation', () => {
    for (const { history } of [runs.regulator, runs.portfolio]) {
      expect(history.map(improved)).toEqual(history.map(() => true));
      // The parts are those of the whole.
      for (const { gain, promised, error } of history) expect(promised.value + error.value).toBeCloseTo(gain.value, 9);
      expect(history[0]!.gain.value).toBeGreaterThan(history[0]!.gain.bound);
      // In the end there is next to nothing left to gain.
      expect(Math.abs(history.at(-1)!.gain.value)).toBeLessThan(0.01 * history[0]!.gain.value);
    }
  });

  it('gives the same again for the same seed, and leaves nothing held', () => {
    const effort: Effort = { ...QUICK_REGULATOR, iterations: 1, firstPasses: 1, valueSteps: 40, policySteps: 20, paths: 64, judged: 16 };
    const figures = (seed: number): readonly number[] => {
      const solved = regulator({ effort, seed });
      solved.dispose();
      return solved.figures.map(({ measured }) => measured);
    };
    expect(figures(4)).toEqual(figures(4));
    expect(figures(4)).not.toEqual(figures(5));
    expect(engine.held()).toBe(before + 4);
  });

  it('runs on the plain engine to the same figures, to the rounding of floats', () => {
    const effort: Effort = { ...QUICK_REGULATOR, hidden: [8], batch: 32, iterations: 1, firstPasses: 1, passes: 1, valueSteps: 20, policySteps: 10, paths: 64, judged: 16 };
    const [plain, fast] = [plainEngine, engine].map((one) => {
      const solved = regulator({ effort, engine: one });
      solved.dispose();
      return solved.figures.map(({ measured }) => measured);
    });
    fast!.forEach((figure, i) => { expect(plain![i]! / figure).toBeCloseTo(1, 2); });
  });

  // On the regulator as well, but for time: the bench area networks-control prints both.
  it.each(Object.entries(PLANTED))('notices on the portfolio that %s', (_, believes) => {
    expect(noticed(() => portfolio({ believes }))).not.toBe('nothing');
  });

  it('notices a policy that goes down the Hamiltonian', () => {
    expect(noticed(() => regulator({ direction: -1 }))).not.toBe('nothing');
    expect(noticed(() => portfolio({ direction: -1 }))).not.toBe('nothing');
  });

  it('notices nothing where nothing is planted', () => {
    expect(noticed(() => portfolio({ seed: 2 }))).toBe('nothing');
  });
});

describe('bad input', () => {
  it('is named, and no network is left behind', () => {
    const held = engine.held();
    expect(faultOf(() => regulator({ signal: { aborted: true } }))).toBe('interrupted');
    // Without control the state grows faster than the discount takes away.
    expect(faultOf(() => solveRegulator({ ...POST_REGULATOR, alpha: 2 }, { engine, seed: 1, effort: QUICK_REGULATOR }))).toBe('diverged');
    expect(faultOf(() => regulator({ believes: (problem) => ({ ...problem, reward: () => Number.NaN }) }))).toBe('diverged');
    expect(faultOf(() => regulator({ effort: { ...QUICK_REGULATOR, rate: 1e4 } }))).toBe('diverged');
    expect(engine.held()).toBe(held);
  });
});
