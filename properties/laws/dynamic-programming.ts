/**
 * Dynamic programming over a short time: V is the value of a problem where no control does better than V says, and the best one
 * does as well. With J(u) = running cost + rate of the mean of V under the control u − discount · V,
 *
 *   min_u J(u) = 0 and V = terminal cost at the horizon (max where the problem maximises);
 *
 * a control law is optimal for V where J(u) is stationary at it, and not better beside it. The rate of the mean is measured by
 * small steps of the controlled process: the HJB equation is not formed. That J(u) is also the price of keeping to u for
 * a short time is Bellman's principle (Fleming & Soner, Controlled Markov Processes and Viscosity Solutions, 2nd ed., 2006).
 */
import type { Expression, Variable } from '../../src/kernel/expression.ts';
import { use } from '../../src/kernel/expression.ts';
import type { Claim, Problem, Value } from '../../src/language/statement.ts';
import type { Place } from '../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../src/numeric/evaluate/world.ts';
import { NumericError } from '../../src/numeric/numeric-error.ts';
import type { Setting } from '../arbitraries/setting.ts';
import { sizeOf, worldOf } from '../arbitraries/setting.ts';
import type { Trial } from '../trial.ts';
import { AGREES, differs, skipped, together } from '../trial.ts';
import { diffusionOf } from './diffusion.ts';
import { formulasOf } from './formulas.ts';
import type { Estimate, Law } from './law.ts';
import { DOUBLES, compared, drawPlace, exactly, moved, unlessNumeric, valuesOf } from './law.ts';
import { changesOf } from './small-steps.ts';

/** The cost of a control over a short time, above what the value says; and how large its terms are. */
interface Price extends Estimate {
  readonly size: number;
}

type PriceOf = (controls: readonly number[]) => Price;

const priceOf = (problem: Problem, value: Expression, setting: Setting, world: World<number>, place: Place<number>): PriceOf => {
  const changes = changesOf(value, diffusionOf(problem.process, setting), setting, place);
  const runningAt = formulasOf([problem.running], setting, place);
  const discount = problem.discount === null ? 0 : valuesOf(problem.discount, world, place)[0] ?? NaN;
  return (controls) => {
    const there = withControls(problem.controls, controls, setting, place);
    const running = runningAt(there)[0]?.[0]?.[0] ?? NaN;
    const change = changes(there);
    const rate = change.rate[0] ?? exactly(NaN);
    const decay = discount * (change.here[0] ?? NaN);
    return { value: running + rate.value - decay, error: rate.error + 1e-14 * Math.abs(running), size: Math.max(Math.abs(running), Math.abs(rate.value), Math.abs(decay), 1e-3) };
  };
};

const withControls = (variables: readonly Variable[], controls: readonly number[], setting: Setting, place: Place<number>): Place<number> => {
  let next = 0;
  const values = new Map<string, readonly number[]>();
  for (const variable of variables) {
    const size = sizeOf(variable, setting);
    values.set(variable.name, controls.slice(next, next + size));
    next += size;
  }
  return moved(place, values);
};

// ── The best control, from prices alone ──────────────────────────────────────────────────────────────────────

/** So far a control is moved, to see what its price does: less for a small one, which may have to stay positive. */
const nudgeOf = (u: number): number => Math.min(1 / 64, Math.abs(u) / 16 + 1e-3);

interface Shape {
  readonly here: Price;
  readonly gradient: readonly Estimate[];
  readonly hessian: readonly (readonly number[])[];
}

const nudged = (controls: readonly number[], ...moves: readonly (readonly [number, number])[]): readonly number[] =>
  controls.map((u, k) => u + moves.filter(([i]) => i === k).reduce((sum, [, by]) => sum + by, 0));

/** Central differences, of two widths: exact for quadratic prices, else of fourth order with an estimate. */
const slope = (price: PriceOf, controls: readonly number[], k: number): Estimate => {
  const difference = (width: number): Estimate => {
    const [up, down] = [price(nudged(controls, [k, width])), price(nudged(controls, [k, -width]))];
    return { value: (up.value - down.value) / (2 * width), error: (up.error + down.error) / (2 * width) };
  };
  const width = nudgeOf(controls[k] ?? 0);
  const [wide, narrow] = [difference(width), difference(width / 2)];
  const correction = (narrow.value - wide.value) / 3;
  return { value: narrow.value + correction, error: narrow.error + Math.abs(correction) / 4 };
};

const shapeAt = (price: PriceOf, controls: readonly number[]): Shape => {
  const here = price(controls);
  const second = (i: number, j: number): number => {
    const [d, e] = [nudgeOf(controls[i] ?? 0), nudgeOf(controls[j] ?? 0)];
    const at = (...moves: readonly (readonly [number, number])[]): number => price(nudged(controls, ...moves)).value;
    return i === j ? (at([i, d]) - 2 * here.value + at([i, -d])) / (d * d)
      : (at([i, d], [j, e]) - at([i, d], [j, -e]) - at([i, -d], [j, e]) + at([i, -d], [j, -e])) / (4 * d * e);
  };
  return {
    here, gradient: controls.map((_, k) => slope(price, controls, k)),
    hessian: controls.map((_, i) => controls.map((__, j) => second(Math.min(i, j), Math.max(i, j)))),
  };
};

/** Gauss's elimination with pivots; null where a pivot is lost. */
const solve = (matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] | null => {
  const rows = matrix.map((row, i) => [...row, right[i] ?? NaN]);
  for (let k = 0; k < rows.length; k += 1) {
    const pivot = rows.slice(k).reduce((best, row) => (Math.abs(row[k] ?? 0) > Math.abs(best[k] ?? 0) ? row : best));
    if (!(Math.abs(pivot[k] ?? 0) > 1e-9)) return null;
    const at = rows.indexOf(pivot);
    [rows[k], rows[at]] = [pivot, rows[k] as number[]];
    rows.forEach((row, i) => {
      if (i === k) return;
      const factor = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let j = k; j < row.length; j += 1) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    });
  }
  return rows.map((row, k) => (row.at(-1) ?? NaN) / (row[k] ?? NaN));
};

const ROUNDS = 30;
const STARTS = [0, 0.5, 1, -0.5, 2];

/** Newton's method, its steps halved until the price is better. */
const bestPrice = (price: PriceOf, count: number, isLeast: boolean): Price => {
  const better = (a: Price, b: Price): boolean => (isLeast ? a.value < b.value : a.value > b.value);
  for (const start of STARTS) {
    let controls: readonly number[] = Array.from({ length: count }, () => start);
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { here, gradient, hessian } = shapeAt(price, controls);
        const step = solve(hessian, gradient.map((g) => -g.value));
        if (step === null || !hasRightSign(hessian, isLeast)) break;
        // What is left to gain by a step is half the gradient along it.
        const gain = Math.abs(step.reduce((sum, s, k) => sum + s * (gradient[k]?.value ?? NaN), 0)) / 2;
        if (gain <= here.error + 1e-13 * here.size) {
          const blurred = gradient.reduce((sum, g, k) => sum + g.error ** 2 / Math.abs(hessian[k]?.[k] ?? NaN), 0);
          return { ...here, error: here.error + gain + blurred };
        }
        controls = advanced(price, controls, step, here, better);
      }
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
    }
  }
  throw new NumericError('no-convergence', 'no best control was found', 'take another instance');
};

/** The diagonal is enough to choose where to go on; whether it is the best is seen by the price. */
const hasRightSign = (hessian: readonly (readonly number[])[], isLeast: boolean): boolean =>
  hessian.every((row, k) => (isLeast ? (row[k] ?? 0) > 0 : (row[k] ?? 0) < 0));

const advanced = (
  price: PriceOf, controls: readonly number[], step: readonly number[], here: Price, better: (a: Price, b: Price) => boolean,
): readonly number[] => {
  for (let length = 1; length > 1e-4; length /= 2) {
    const next = controls.map((u, k) => u + length * (step[k] ?? 0));
    try {
      // Its neighbours must have prices too, since slopes are taken there.
      const there = price(next);
      for (let k = 0; k < next.length; k += 1) for (const by of [-1, 1]) price(nudged(next, [k, by * nudgeOf(next[k] ?? 0)]));
      if (better(there, { ...here, value: here.value + (better({ ...here, value: -1 }, { ...here, value: 1 }) ? 1 : -1) * here.error })) return next;
    } catch (error) {
      if (!(error instanceof NumericError)) throw error;
    }
  }
  throw new NumericError('no-convergence', 'the price of a control does not fall', 'take another instance');
};

// ── The laws ─────────────────────────────────────────────────────────────────────────────────────────────────

const atHorizon = (problem: Problem, value: Expression, world: World<number>, place: Place<number>): readonly Trial[] => {
  if (problem.terminal === null || problem.horizon === null) return [];
  const horizon = valuesOf(problem.horizon, world, place)[0] ?? NaN;
  const there = moved(place, new Map([['t', [horizon]]]));
  const [left, right] = [valuesOf(value, world, there)[0] ?? NaN, valuesOf(problem.terminal, world, there)[0] ?? NaN];
  return [compared(exactly(left), exactly(right), Math.max(Math.abs(left), Math.abs(right), 1e-3))];
};

const countOf = (problem: Problem, setting: Setting): number => problem.controls.reduce((sum, v) => sum + sizeOf(v, setting), 0);

export const dynamicProgramming: Law = {
  name: 'dynamic programming',
  about: 'no control does better than the value over a short time, and the best one does as well',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'value') throw new TypeError(`dynamic programming is no law of a claim of the kind ${body.kind}`);
    const { problem, value } = body;
    const world = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, world, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const ends = atHorizon(problem, value, world, place);
    if (ends.some((t) => t.outcome === 'differs')) return together(ends);
    const best = bestPrice(priceOf(problem, value, setting, world, place), countOf(problem, setting), problem.sense === 'minimize');
    return together([compared(best, exactly(0), best.size), ...ends]);
  }),
};

const declaredValue = (claim: Extract<Claim['body'], { kind: 'optimal' }>, { document }: Setting): Expression => {
  if (claim.value !== null) return claim.value;
  const found = document.declarations.find((d): d is Value => d.kind === 'value' && (d.problem === claim.problem || d.problem.name === claim.problem.name));
  if (found === undefined) throw new NumericError('not-applicable', 'no value of the problem is declared', 'declare one');
  return use(found.field);
};

export const bestControl: Law = {
  name: 'the best control',
  about: 'over a short time, the price of a control is stationary at the claimed one, and not better beside it',
  compare: (claim, setting, stream) => unlessNumeric(() => {
    const { body } = claim;
    if (body.kind !== 'optimal') throw new TypeError(`the best control is no law of a claim of the kind ${body.kind}`);
    const world = worldOf(setting, DOUBLES);
    const place = drawPlace(setting, world, claim.where, stream);
    if (place === null) return skipped('no place was found at which the conditions hold');
    const law = valuesOf(body.law, world, place);
    // Other controls of the problem stay where the place has them.
    const price = priceOf({ ...body.problem, controls: [body.control] }, declaredValue(body, setting), setting, world, place);
    const here = price(law);
    const slopes = law.map((_, k): Trial => {
      const found = slope(price, law, k);
      const width = nudgeOf(law[k] ?? 0);
      const beside = [width, -width].map((by) => price(nudged(law, [k, by])));
      const turn = body.problem.sense === 'minimize' ? 1 : -1;
      const worse = beside.every((other) => turn * (other.value - here.value) > -8 * (other.error + here.error));
      // What the slope would be, were the control another by its own size.
      const curvature = Math.abs(beside.reduce((sum, b) => sum + b.value, -2 * here.value)) / width ** 2;
      const size = curvature * Math.max(Math.abs(law[k] ?? 0), width) + here.size;
      return worse ? compared(found, exactly(0), size) : differs(`a price of ${here.value}`, beside.map((b) => b.value).join(' and '));
    });
    return slopes.length === 0 ? AGREES : together(slopes);
  }),
};
