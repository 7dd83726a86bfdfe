/**
 * Equations between parameters, solved for one of them: `nu = lambda / r`, `A = A^T`, `alpha² + sigma² = 1`.
 *
 * Component after component: an entry of a parameter that the equation depends on is moved until the equation holds, by the secant
 * method in doubles; the root is then enclosed by two ends at which the residual, in balls, has opposite signs (intermediate value
 * theorem). Errors: NumericError 'no-convergence' where no entry can be so moved.
 */
import { parametersIn } from '../../calculus/dependence.ts';
import type { Expression, Parameter } from '../../kernel/expression.ts';
import { subtract } from '../../kernel/expression.ts';
import type { Ball } from '../arithmetic/balls.ts';
import { BALLS, exactly } from '../arithmetic/balls.ts';
import { evaluate, evaluateAll } from '../evaluate/evaluate.ts';
import type { World } from '../evaluate/world.ts';
import { NumericError } from '../numeric-error.ts';
import type { Equation } from './equation.ts';
import { hasSign, hasSymmetry } from './signs.ts';

/** The parameters that change, with their new components. Those in `fixed` are left alone. */
export const solveForParameters = (
  equation: Equation, world: World<Ball>, all: readonly Parameter[], fixed: ReadonlySet<string>,
): ReadonlyMap<string, readonly Ball[]> => {
  const defined = definition(equation, world, fixed);
  if (defined !== null) return new Map([[defined.parameter.name, defined.values]]);
  const occurring = [...parametersIn(equation.left, equation.right).values()].filter((p) => !fixed.has(p.name) && all.some((q) => q.name === p.name));
  for (const parameter of occurring.reverse()) {
    const values = moved(equation, world, parameter);
    if (values !== null) return new Map([[parameter.name, values]]);
  }
  throw new NumericError('no-convergence', `no parameter was found that makes ${equation.name} hold`, 'state it for one parameter: a = …');
};

/** One side is a parameter that the other does not mention. */
const definition = (equation: Equation, world: World<Ball>, fixed: ReadonlySet<string>): { readonly parameter: Parameter; readonly values: readonly Ball[] } | null => {
  for (const [side, other] of [[equation.left, equation.right], [equation.right, equation.left]] as const) {
    if (side.kind !== 'parameter' || fixed.has(side.parameter.name) || parametersIn(other).has(side.parameter.name)) continue;
    const values = evaluate(other, world, [], 0).map((series) => series[0] as Ball);
    if (isAsDeclared(side.parameter, values, world)) return { parameter: side.parameter, values };
  }
  return null;
};

const isAsDeclared = (p: Parameter, values: readonly Ball[], world: World<Ball>): boolean =>
  hasSign(p.sign, values.map((v) => [v]), BALLS) && hasSymmetry(p.symmetry, values, world.dimensionOf(p.shape[0] ?? 'n'));

const ROUNDS = 60;

/** The parameter's components with which the equation holds; null where it cannot be had by moving entries one by one. */
const moved = (equation: Equation, world: World<Ball>, parameter: Parameter): readonly Ball[] | null => {
  const difference = subtract(equation.left, equation.right);
  let values = world.parameter(parameter);
  const residual = (with_: readonly Ball[]): readonly Ball[] => residualOf(difference, withParameter(world, parameter, with_));
  const count = residual(values).length;
  for (let k = 0; k < count; k += 1) {
    if (containsZero(residual(values)[k] as Ball)) continue;
    const next = values.map((_, entry) => root((x) => residual(values.map((v, i) => (i === entry ? x : v)))[k] as Ball, (values[entry] as Ball).value))
      .map((x, entry) => (x === null ? null : values.map((v, i) => (i === entry ? x : v))))
      .find((candidate) => candidate !== null && isAsDeclared(parameter, candidate, world) && residual(candidate).slice(0, k + 1).every(containsZero));
    if (next === undefined || next === null) return null;
    values = next;
  }
  return values;
};

const residualOf = (difference: Expression, world: World<Ball>): readonly Ball[] =>
  (evaluateAll([difference], world, [], 0)[0] ?? []).map((series) => series[0] as Ball);

const withParameter = (world: World<Ball>, parameter: Parameter, values: readonly Ball[]): World<Ball> => ({
  ...world, parameter: (p) => (p.name === parameter.name ? values : world.parameter(p)),
});

const containsZero = (c: Ball): boolean => Math.abs(c.value) <= c.radius;

/** A ball that holds a root of f near `start`; null where none was found. */
const root = (f: (x: Ball) => Ball, start: number): Ball | null => {
  let [a, b] = [start, start + 1 / 16];
  let [fa, fb] = [f(exactly(a)).value, f(exactly(b)).value];
  for (let round = 0; round < ROUNDS && fb !== 0 && fb !== fa; round += 1) {
    const next = b - (fb * (b - a)) / (fb - fa);
    if (!Number.isFinite(next)) return null;
    [a, fa, b] = [b, fb, next];
    fb = f(exactly(b)).value;
    if (Math.abs(b - a) <= 4e-16 * Math.abs(b)) break;
  }
  if (!Number.isFinite(b)) return null;
  const at = f(exactly(b));
  if (at.value === 0 && at.radius === 0) return exactly(b);
  return enclosed(f, b);
};

const enclosed = (f: (x: Ball) => Ball, near: number): Ball | null => {
  for (let width = 2 ** -51 * Math.max(1, Math.abs(near)); width < 1e-9; width *= 2) {
    const [low, high] = [f(exactly(near - width)), f(exactly(near + width))];
    const opposite = low.value * high.value < 0 && Math.abs(low.value) > low.radius && Math.abs(high.value) > high.radius;
    if (opposite) return { value: near, radius: width * (1 + 2 ** -40) };
  }
  return null;
};
