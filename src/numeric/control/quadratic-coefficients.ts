/**
 * The coefficients of drift, σ² and running cost as polynomials of the control of degree 2, read off their values at
 * u = 0 and ±1, and checked at u = 2 and −3: what is no such polynomial throws 'not-applicable'.
 *
 *   c0 = q(0),  c1 = (q(1) − q(−1))/2,  c2 = (q(1) + q(−1))/2 − q(0).
 */
import { NumericError } from '../numeric-error.ts';
import type { ControlProblem, Quadratic, Quadratics } from './control-problem.ts';

/** How far the checked values may be off, relative to their size: rounding, and no more. */
const TOLERANCE = 1e-9;

/** `allocate`: where they are to lie. */
export const emptyQuadratics = (count: number, allocate: (length: number) => Float64Array): Quadratics => {
  const quadratic = (): Quadratic => [allocate(count), allocate(count), allocate(count)];
  return { drift: quadratic(), variance: quadratic(), running: quadratic() };
};

const insistAt = (name: string, u: number, value: number, c0: number, c1: number, c2: number, x: number): void => {
  const size = Math.abs(c0) + Math.abs(c1 * u) + Math.abs(c2 * u * u);
  if (Math.abs(c0 + u * (c1 + u * c2) - value) <= TOLERANCE * size) return;
  if (!Number.isFinite(size + value)) {
    throw new NumericError('not-finite', `the ${name} is not finite at x = ${x}`, 'give coefficients that are finite on the whole grid');
  }
  throw new NumericError('not-applicable', `the ${name} is no polynomial of degree 2 in the control at x = ${x}`,
    'declare the controls as an interval or a set');
};

const read = (name: string, at: (x: number, u: number) => number, nodes: Float64Array, [c0, c1, c2]: Quadratic): void => {
  for (let i = 0; i < nodes.length; i += 1) {
    const x = nodes[i]!;
    const minus = at(x, -1), middle = at(x, 0), plus = at(x, 1);
    c0[i] = middle;
    c1[i] = 0.5 * (plus - minus);
    c2[i] = 0.5 * (plus + minus) - middle;
    insistAt(name, 2, at(x, 2), c0[i]!, c1[i]!, c2[i]!, x);
    insistAt(name, -3, at(x, -3), c0[i]!, c1[i]!, c2[i]!, x);
    // What is only rounding would make a linear Hamiltonian look curved.
    if (Math.abs(c2[i]!) <= 1e-14 * (Math.abs(plus) + Math.abs(minus))) c2[i] = 0;
    if (Math.abs(c1[i]!) <= 1e-15 * (Math.abs(plus) + Math.abs(minus))) c1[i] = 0;
  }
};

export const readQuadratics = (problem: ControlProblem, t: number, nodes: Float64Array, out: Quadratics): void => {
  read('drift', (x, u) => problem.drift(x, u, t), nodes, out.drift);
  read('variance', (x, u) => problem.noise(x, u, t) ** 2, nodes, out.variance);
  read('running cost', (x, u) => problem.running(x, u, t), nodes, out.running);
};
