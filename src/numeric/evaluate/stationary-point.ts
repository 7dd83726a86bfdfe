/**
 * Where a function of a control is stationary, and least or greatest nearby: Newton's method with steps that never make it worse, from
 * several starts, the best of which is taken; over balls, an enclosure of the root.
 *
 * Enclosure: with the box U around the number u that Newton found and Y ≈ J(u)^−1, if K = u − Y F(u) + (1 − Y J(U))(U − u) lies in the
 * interior of U, then F has exactly one root in U, and it lies in K. Source: R. Krawczyk, Newton-Algorithmen zur Bestimmung von
 * Nullstellen mit Fehlerschranken, Computing 4, 1969.
 *
 * Errors: NumericError 'no-convergence' where no start leads to an optimum, or it cannot be enclosed; 'not-applicable' over
 * values that have no size.
 */
import type { Arithmetic, Enclosing } from '../arithmetic/arithmetic.ts';
import { DOUBLES } from '../arithmetic/doubles.ts';
import { NumericError } from '../numeric-error.ts';
import { seriesOver } from '../taylor/series.ts';
import type { Body } from './body.ts';
import { determinant, inverse } from './matrices.ts';
import type { Series } from './world.ts';

/** Every component of the control starts at one of these. */
const STARTS = [0, 1, -1, 3, -3, 0.125];
const MOST_STEPS = 60;
const CONVERGED = 2 ** -44;

const NUMBERS = seriesOver(DOUBLES, 0);

/** ∂H/∂u_k. */
export const slopesOf = <Value>(body: Body<Value>, hamiltonian: Series<Value>): readonly Series<Value>[] =>
  Array.from({ length: body.size }, (_, k) => body.extended.differentiate(hamiltonian, body.offset + k));

/** ∂F_i/∂u_j at the point, row by row; the slopes F are needed to order 1. */
export const curvatureOf = <Value>(body: Body<Value>, slopes: readonly Series<Value>[]): readonly Value[] =>
  slopes.flatMap((slope) => Array.from({ length: body.size }, (_, j) => slope[1 + body.offset + j] as Value));

export const stationaryPoint = <Value>(body: Body<Value>, arithmetic: Arithmetic<Value>, isLeast: boolean): readonly Value[] => {
  const { approximate, enclosing } = arithmetic;
  if (approximate === undefined) throw new NumericError('not-applicable', 'an optimum of values that have no size', 'evaluate it over numbers');
  const look = (control: readonly number[]): Look | null => lookAt(body, arithmetic, approximate, control, isLeast ? 1 : -1);
  const found = STARTS
    .map((start) => newton(look, Array.from({ length: body.size }, () => start)))
    .filter((end) => end !== null)
    .reduce<Look | null>((best, end) => (best === null || end.value < best.value ? end : best), null);
  if (found === null) throw notFound(isLeast);
  const control = found.control.map(arithmetic.fromNumber);
  return enclosing === undefined ? control : enclosed(body, arithmetic, enclosing, approximate, found.control);
};

const notFound = (isLeast: boolean): NumericError => new NumericError(
  'no-convergence', `no ${isLeast ? 'minimum' : 'maximum'} over the control was found`, 'take other numbers, or another point');

/** The function to be made small, in doubles: its value, its slope and its curvature. */
interface Look {
  readonly control: readonly number[];
  readonly value: number;
  readonly slope: readonly number[];
  readonly curvature: readonly number[];
}

/** null: it is not defined there. */
const lookAt = <Value>(
  body: Body<Value>, arithmetic: Arithmetic<Value>, approximate: (value: Value) => number, control: readonly number[], sign: 1 | -1,
): Look | null => {
  try {
    const hamiltonian = body.at(control.map(arithmetic.fromNumber), 2)[0] as Series<Value>;
    const slopes = slopesOf(body, hamiltonian);
    const numbers = (values: readonly Value[]): number[] => values.map((value) => sign * approximate(value));
    const look = {
      control, value: sign * approximate(hamiltonian[0] as Value),
      slope: numbers(slopes.map((slope) => slope[0] as Value)), curvature: numbers(curvatureOf(body, slopes)),
    };
    return [look.value, ...look.slope, ...look.curvature].every(Number.isFinite) ? look : null;
  } catch (error) {
    if (error instanceof NumericError && error.fault !== 'not-applicable') return null;
    throw error;
  }
};

/** null: it does not settle, or not at a least value. */
const newton = (look: (control: readonly number[]) => Look | null, start: readonly number[]): Look | null => {
  let here = look(start);
  for (let k = 0; k < MOST_STEPS && here !== null; k += 1) {
    const from: Look = here;
    const isConvex = isPositiveDefinite(from.curvature, from.slope.length);
    const step = isConvex ? newtonStep(from) : from.slope.map((g) => -g / (1 + size(from.slope)));
    if (isConvex && size(step) <= CONVERGED * (1 + size(from.control))) {
      return look(from.control.map((u, i) => u + (step[i] as number))) ?? from;
    }
    here = better(look, from, step);
  }
  return null;
};

const size = (v: readonly number[]): number => Math.max(...v.map(Math.abs));

const newtonStep = ({ slope, curvature }: Look): readonly number[] => {
  const matrix = inverse(NUMBERS, curvature.map((x) => [x]), slope.length).map((entry) => entry[0] as number);
  return slope.map((_, i) => -slope.reduce((sum, g, j) => sum + (matrix[i * slope.length + j] as number) * g, 0));
};

/** A part of the step that makes the value no larger, but for its rounding. */
const better = (look: (control: readonly number[]) => Look | null, from: Look, step: readonly number[]): Look | null => {
  for (let part = 1; part > 2 ** -30; part /= 2) {
    const there = look(from.control.map((u, i) => u + part * (step[i] as number)));
    if (there !== null && there.value <= from.value + 1e-14 * Math.abs(from.value)) return there;
  }
  return null;
};

/** By the leading principal minors. */
const isPositiveDefinite = (matrix: readonly number[], n: number): boolean =>
  Array.from({ length: n }, (_, k) => k + 1).every((m) => {
    const leading = Array.from({ length: m * m }, (_, i) => [matrix[Math.floor(i / m) * n + (i % m)] as number]);
    return (determinant(NUMBERS, leading, m)[0] as number) > 0;
  });

const enclosed = <Value>(
  body: Body<Value>, arithmetic: Arithmetic<Value>, enclosing: Enclosing<Value>, approximate: (value: Value) => number, control: readonly number[],
): readonly Value[] => {
  const centre = control.map(arithmetic.fromNumber);
  const atCentre = slopesOf(body, body.at(centre, 2)[0] as Series<Value>);
  const slope = atCentre.map((s) => s[0] as Value);
  const preconditioner = inverse(NUMBERS, curvatureOf(body, atCentre).map((x) => [approximate(x)]), body.size)
    .map((entry) => arithmetic.fromNumber(entry[0] as number));
  for (let radius = 2 ** -46 * (1 + size(control)); radius < 2 ** -10; radius *= 32) {
    const box = centre.map((u) => enclosing.widen(u, radius));
    const curvature = curvatureOf(body, slopesOf(body, body.at(box, 2)[0] as Series<Value>));
    const image = krawczyk(arithmetic, centre, slope, preconditioner, curvature, box);
    if (image.every((value, k) => enclosing.contains(box[k] as Value, value))) return image;
  }
  throw new NumericError('no-convergence', 'an optimum over the control cannot be enclosed', 'take other numbers, or another point');
};

/** u − Y F(u) + (1 − Y J(U))(U − u). */
const krawczyk = <Value>(
  { add, multiply, negate, one, subtract, zero }: Arithmetic<Value>,
  centre: readonly Value[], slope: readonly Value[], y: readonly Value[], curvature: readonly Value[], box: readonly Value[],
): readonly Value[] => {
  const n = centre.length;
  const dot = (a: (k: number) => Value, b: (k: number) => Value): Value =>
    centre.map((_, k) => multiply(a(k), b(k))).reduce((sum, term) => add(sum, term));
  const row = (i: number) => (k: number): Value => y[i * n + k] as Value;
  return centre.map((u, i) => {
    const newtonPart = dot(row(i), (k) => slope[k] as Value);
    const spread = dot(
      (j) => subtract(i === j ? one : zero, dot(row(i), (k) => curvature[k * n + j] as Value)),
      (j) => add(box[j] as Value, negate(centre[j] as Value)));
    return add(add(u, negate(newtonPart)), spread);
  });
};
