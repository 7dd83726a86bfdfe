/**
 * The optimum over a density of one scalar variable, max_π ∫ F(π(a), a) da over ∫ π = 1, against what is claimed of it.
 *
 * On a grid each value q_i = π(a_i) is an unknown of its own: at the optimum ∂F/∂q(q_i, a_i) = λ for one λ, and Σ h q_i = 1. The
 * inner equations are solved by Newton's method for log q_i, with exact derivatives; the outer one for λ likewise. Nothing is
 * used of what the optimum is for entropies. F must be concave in q for a maximum, convex for a minimum. The error is
 * estimated by the two grids of every other node, as in `integral.ts`.
 *
 * Errors: NumericError 'no-convergence' where the functional has no such optimum, 'grid-too-coarse' where the density is not within the box.
 */
import { subexpressions } from '../../../calculus/dependence.ts';
import { isItself } from '../../../numeric/instance/equation.ts';
import type { Expression, Field, Variable } from '../../../kernel/expression.ts';
import { coordinate, mapParts, use } from '../../../kernel/expression.ts';
import type { Goal } from '../../../kernel/goal.ts';
import type { Place } from '../../../numeric/evaluate/evaluate.ts';
import { evaluate } from '../../../numeric/evaluate/evaluate.ts';
import type { World } from '../../../numeric/evaluate/world.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import type { Measured } from './comparison.ts';
import type { Site } from './pointwise.ts';

/** What is optimised: the integrand, with the density at a point as a variable. */
export interface DensityOptimum {
  readonly isMaximum: boolean;
  /** Whether the density itself is meant, and not the value. */
  readonly isArgument: boolean;
  readonly variable: Variable;
  readonly integrand: Expression;
  readonly claimed: Expression;
}

const DENSITY: Variable = coordinate('the value of the density', null);

/** The goal as one about such an optimum; null where it is none. */
export const densityOptimumOf = ({ left, right, under }: Goal): DensityOptimum | null => {
  if (under !== null) return null;
  return asOptimum(left, right) ?? asOptimum(right, left);
};

const asOptimum = (e: Expression, claimed: Expression): DensityOptimum | null => {
  if (e.kind !== 'optimum' || e.control.kind !== 'field' || e.of.kind !== 'integral' || e.of.variable.space !== null) return null;
  const integrand = withVariable(e.of.of, e.control);
  if ([...subexpressions(integrand), ...subexpressions(claimed)].some((part) => part.kind === 'field' && part.field.name === (e.control as Field).name)) return null;
  return {
    isMaximum: e.which === 'max' || e.which === 'argmax', isArgument: e.which === 'argmax' || e.which === 'argmin',
    variable: e.of.variable, integrand, claimed,
  };
};

const withVariable = (e: Expression, density: Field): Expression =>
  (isItself(e, density) ? use(DENSITY) : mapParts(e, (part) => withVariable(part, density)));

const BOX = 8;
const NODES = 161;
const STEP = (2 * BOX) / (NODES - 1);
/** How much of the density may lie at the ends of the box. */
const END = 1e-10;

/** The optimum against the claim: its value, or the density at three of the nodes where it is largest. */
export const measureDensityOptimum = (o: DensityOptimum, { instance, place }: Site): readonly Measured[] => {
  const world = instance.inDoubles().world(1);
  const fixed = place.filter((p) => p.variable.name !== o.variable.name).map(({ variable, values }) => ({ variable, values: values.map((b) => b.value) }));
  const found = optimumOnGrid(o, world, fixed);
  const claimedAt = (a: number): number => evaluate(o.claimed, world, [...fixed, { variable: o.variable, values: [a] }], 0)[0]?.[0] as number;
  if (!o.isArgument) return [compared(found.value, claimedAt(0), found.valueError)];
  const order = [...found.density.keys()].sort((i, j) => (found.density[j] as number) - (found.density[i] as number));
  return [order[0], order[5], order[12]].map((i) => compared(found.density[i as number] as number, claimedAt(node(i as number)), found.densityError));
};

const node = (i: number): number => -BOX + i * STEP;

/** `error` is relative. */
const compared = (left: number, right: number, error: number): Measured => {
  const size = Math.abs(left) + Math.abs(right);
  const radius = error * size;
  const ball = (value: number): { value: number; radius: number } => ({ value, radius });
  return { left: ball(left), right: ball(right), difference: ball(left - right), size, noticed: [(2 * radius) / Math.abs(left), (2 * radius) / Math.abs(right)] };
};

interface Found {
  readonly density: Float64Array;
  readonly value: number;
  readonly densityError: number;
  readonly valueError: number;
}

/** F, and ∂F/∂q and ∂²F/∂q² times q, at a value of the density. */
interface Local {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

const optimumOnGrid = (o: DensityOptimum, world: World<number>, fixed: Place<number>): Found => {
  const local = (i: number, logarithm: number): Local => {
    const q = Math.exp(logarithm);
    // The value of the density comes first, so that its powers are the first of each degree.
    const place = [{ variable: DENSITY, values: [q] }, ...fixed, { variable: o.variable, values: [node(i)] }];
    const variables = place.reduce((sum, p) => sum + p.values.length, 0);
    const series = evaluate(o.integrand, world, place, 2)[0] ?? [];
    return { value: series[0] as number, slope: series[1] as number, curvature: 2 * (series[1 + variables] as number) * q };
  };
  const logarithms = new Float64Array(NODES);
  const middle = local((NODES - 1) / 2, 0);
  let multiplier = middle.slope;
  for (let round = 0; round < 40; round += 1) {
    const { mass, change } = solveAt(o, local, logarithms, multiplier);
    const step = -Math.log(mass) / (change / mass);
    if (!Number.isFinite(step)) throw noOptimum();
    if (Math.abs(step) <= 1e-13 * Math.max(1, Math.abs(multiplier))) return summedUp(local, logarithms);
    multiplier += Math.max(-50, Math.min(50, step));
  }
  throw noOptimum();
};

const noOptimum = (): NumericError =>
  new NumericError('no-convergence', 'no density was found at which the functional is stationary', 'take other numbers, or another point');

/** Each log q_i with ∂F/∂q = λ; the mass, and its derivative by λ. */
const solveAt = (o: DensityOptimum, local: (i: number, logarithm: number) => Local, logarithms: Float64Array, multiplier: number): { readonly mass: number; readonly change: number } => {
  let [mass, change] = [0, 0];
  for (let i = 0; i < NODES; i += 1) {
    let curvature = 0;
    for (let round = 0; round < 30; round += 1) {
      const here = local(i, logarithms[i] as number);
      curvature = here.curvature;
      if (!(o.isMaximum ? curvature < 0 : curvature > 0)) throw noOptimum();
      const step = (multiplier - here.slope) / curvature;
      logarithms[i] = Math.max(-600, Math.min(300, (logarithms[i] as number) + step));
      if (Math.abs(step) <= 1e-12) break;
    }
    const q = Math.exp(logarithms[i] as number);
    mass += STEP * q;
    change += STEP * q / curvature;
  }
  return { mass, change };
};

const summedUp = (local: (i: number, logarithm: number) => Local, logarithms: Float64Array): Found => {
  const density = logarithms.map(Math.exp);
  const values = Array.from(logarithms, (r, i) => local(i, r).value);
  const total = (list: ArrayLike<number>, parity: number | null): number => {
    let sum = 0;
    for (let i = 0; i < NODES; i += 1) if (parity === null || i % 2 === parity) sum += (parity === null ? STEP : 2 * STEP) * (list[i] as number);
    return sum;
  };
  if (!(Math.max(density[0] as number, density[NODES - 1] as number) < END)) {
    throw new NumericError('grid-too-coarse', `the density does not lie within ${BOX} of the middle`, 'take other numbers, or another point');
  }
  const value = total(values, null);
  const densityError = Math.max(...[0, 1].map((parity) => Math.abs(total(density, parity) - 1))) + 1e-9;
  const valueError = Math.max(...[0, 1].map((parity) => Math.abs(total(values, parity) / value - 1))) + densityError;
  return { density, value, densityError, valueError };
};
