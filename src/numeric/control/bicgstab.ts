/**
 * The stabilised method of biconjugate gradients (van der Vorst 1992) for A x = b with a matrix that is not symmetric,
 * preconditioned from the right. Vectors are typed arrays; the method reads nothing of the matrix but its action.
 *
 * Stops where max |b − A x| ≤ tolerance. A breakdown or too many iterations: NumericError 'no-convergence'.
 */
import { NumericError } from '../numeric-error.ts';

export interface LinearAction {
  /** out = A x. May write to parts of x that are no unknowns (values outside of a grid). */
  readonly apply: (x: Float64Array, out: Float64Array) => void;
  /** out ≈ A⁻¹ r. */
  readonly precondition: (r: Float64Array, out: Float64Array) => void;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
};

const largest = (a: Float64Array): number => {
  let most = 0;
  for (let i = 0; i < a.length; i += 1) { const size = Math.abs(a[i]!); if (!(size <= most)) most = size; }
  return most;
};

/** out += factor a */
const addTo = (out: Float64Array, factor: number, a: Float64Array): void => {
  for (let i = 0; i < out.length; i += 1) out[i] = out[i]! + factor * a[i]!;
};

const refuse = (iterations: number): NumericError => new NumericError(
  'no-convergence', `the linear equation of a policy was not solved in ${iterations} iterations`, 'use shorter time steps');

/** Writes x, starting from 0, and returns the number of iterations. `right` is overwritten by what remains. */
export const bicgstab = (action: LinearAction, right: Float64Array, x: Float64Array, tolerance: number, limit = 400): number => {
  const size = right.length, r = right, shadow = right.slice();
  const vector = (): Float64Array => new Float64Array(size);
  const p = vector(), v = vector(), t = vector(), ahead = vector();
  let rho = 1, alpha = 1, omega = 1;
  x.fill(0);
  for (let iteration = 0; iteration < limit; iteration += 1) {
    if (largest(r) <= tolerance) return iteration;
    const next = dot(shadow, r), beta = next / rho * (alpha / omega);
    rho = next;
    for (let i = 0; i < size; i += 1) p[i] = r[i]! + beta * (p[i]! - omega * v[i]!);
    action.precondition(p, ahead);
    action.apply(ahead, v);
    alpha = rho / dot(shadow, v);
    addTo(x, alpha, ahead);
    addTo(r, -alpha, v);
    if (largest(r) <= tolerance) return iteration + 1;
    action.precondition(r, ahead);
    action.apply(ahead, t);
    omega = dot(t, r) / dot(t, t);
    addTo(x, omega, ahead);
    addTo(r, -omega, t);
    if (!Number.isFinite(alpha * omega)) throw refuse(iteration + 1);
  }
  throw refuse(limit);
};
