/**
 * Path weights without variance: where the noise enters as the control does, dX = (b + σ u) dt + √λ σ dW, and the cost is
 * E[∫ (½|u|² + c) dt + φ(X_T)], the random cost of the optimal control u*,
 *
 *   S = ∫ (½|u*|² + c) dt + √λ ∫ u* · dW + φ(X_T) = V(X_0, 0),
 *
 * is the same on every path (Kappen 2005; Nüsken and Richter 2021): e^(−S/λ) has no variance. On Euler–Maruyama paths its mean square
 * distance from V falls in proportion to the step; for any other law it stays. The cost of another law exceeds the value by the mean of
 * ½ ∫ |u − u*|² dt, which is how far S is off in the mean.
 *
 * Verdict: the mean square at a quarter of the step is below half of that at the step, or below rounding. For the optimal law a
 * quarter is expected, with 128 paths within some 30 %; for another one, all of it.
 */
import { eulerMaruyama } from '../../src/numeric/paths/euler-maruyama.ts';
import { coupledEndPoints } from '../../src/numeric/paths/simulate.ts';
import { startAt } from '../../src/numeric/paths/equation.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import { streamOf } from '../../src/numeric/random/streams.ts';
import { use } from '../../src/kernel/expression.ts';
import type { Value } from '../../src/language/statement.ts';
import { sizeOf, worldOf } from '../arbitraries/setting.ts';
import { AGREES, differs, skipped } from '../trial.ts';
import { coefficientsOf, diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Law } from './law.ts';
import { DOUBLES, atPlace, drawPlace, moved, unlessNumeric, valuesOf } from './law.ts';

const PATHS = 128;
const STEPS = 64;
const LENGTH = 1 / 4;

export const pathWeights: Law = {
  name: 'path weights without variance',
  about: 'under the optimal control, the random cost is the value on every path',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'optimal') throw new TypeError('path weights are a law of controls');
    const { problem, control } = body;
    const world = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, world, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const declared = setting.document.declarations.find((d): d is Value => d.kind === 'value' && d.problem.name === problem.name);
    const value = body.value ?? (declared === undefined ? null : use(declared.field));
    if (problem.terminal === null || problem.horizon === null || value === null) throw new NumericError('not-applicable', 'a horizon and a value are wanted', 'use another law');
    const [diffusion, m] = [diffusionOf(problem.process, setting), sizeOf(control, setting)];
    const [n, r] = [diffusion.dimension, diffusion.noises];
    if (r !== m) throw new NumericError('not-applicable', 'noise that enters as the control does is wanted', 'use another law');
    const horizon = valuesOf(problem.horizon, world, place)[0] ?? NaN;
    // λ: the square of what the noise is of the control's gain, √λ.
    const names = diffusion.blocks[0]?.variable ?? 'x';
    const at = (t: number, x: Float64Array, u: readonly number[] = []): Place<number> =>
      moved(place, new Map<string, readonly number[]>([['t', [t]], [names, [...x.subarray(0, n)]], ...(u.length === 0 ? [] : [[control.name, u] as const])]));
    const [law, running, terminal, values] = [body.law, problem.running, problem.terminal, value].map((e) => formulasOf([e], setting, place));
    if (law === undefined || running === undefined || terminal === undefined || values === undefined) throw new TypeError('four formulas');
    const coefficients = coefficientsOf(diffusion, setting, place);
    const first = Float64Array.from(atPlace(place, names));
    const root = noiseOverGain(coefficients, at, horizon - LENGTH, first, m);
    const number = (values_: readonly (readonly (readonly number[])[])[]): number => values_[0]?.[0]?.[0] ?? NaN;
    const controlAt = (t: number, x: Float64Array): readonly number[] => (law(at(t, x))[0] ?? []).map((s) => s[0] ?? NaN);
    const equation = {
      dimension: n + 1, noises: r,
      drift: (t: number, x: Float64Array, out: Float64Array): void => {
        const there = at(t, x, controlAt(t, x));
        out.set(coefficients(there).drift);
        out[n] = number(running(there));
      },
      diffusion: (t: number, x: Float64Array, out: Float64Array): void => {
        const u = controlAt(t, x);
        out.set(coefficients(at(t, x, u)).noise);
        for (let j = 0; j < r; j += 1) out[n * r + j] = root * (u[j] ?? NaN);
      },
    };
    const plan = { from: horizon - LENGTH, horizon, steps: STEPS, paths: PATHS };
    const ends = coupledEndPoints(equation, eulerMaruyama, startAt([...first, 0]), plan, 3, streamOf(stream.integer(0, 0, 2 ** 30), 'paths'));
    const expected = number(values(at(horizon - LENGTH, first)));
    const squares = ends.map((list) => {
      let sum = 0;
      for (let p = 0; p < PATHS; p += 1) {
        const end = list.subarray(p * (n + 1), (p + 1) * (n + 1));
        sum += ((end[n] ?? NaN) + number(terminal(at(horizon, end))) - expected) ** 2 / PATHS;
      }
      return sum;
    });
    const [fine = NaN, , coarse = NaN] = squares;
    if (!Number.isFinite(fine + coarse)) return skipped('a path left every bound');
    return fine < Math.max(coarse / 2, 1e-20 * expected ** 2) ? AGREES : differs(`a mean square of ${fine} about the value`, `${coarse / 4}, a quarter of that with four times the step`);
  }),
};

/** √λ, from noise = √λ · gain, the gain being what a unit of control adds to the drift. */
const noiseOverGain = (
  coefficients: (place: Place<number>) => { readonly drift: Float64Array; readonly noise: Float64Array },
  at: (t: number, x: Float64Array, u: readonly number[]) => Place<number>, t: number, x: Float64Array, m: number,
): number => {
  const zero = Array.from({ length: m }, () => 0);
  const still = coefficients(at(t, x, zero));
  let [above, below] = [0, 0];
  for (let j = 0; j < m; j += 1) {
    const pushed = coefficients(at(t, x, zero.map((_, k) => (k === j ? 1 : 0)))).drift;
    still.drift.forEach((b, i) => {
      const gain = (pushed[i] ?? NaN) - b;
      above += gain * (still.noise[i * m + j] ?? NaN);
      below += gain * gain;
    });
  }
  return above / below;
};
