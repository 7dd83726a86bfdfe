/**
 * One step of time in the plane, k = 2 s, for the forward equation dm/dt = (A₁ + A₂ + A₀) m and for the backward one with the
 * transposed matrices: A₁ and A₂ along the two coordinates (generator-matrix.ts), A₀ the mixed derivative.
 *
 * Without correlation, Peaceman–Rachford: (I − s A₁) y = (I + s A₂) m, (I − s A₂) m' = (I + s A₁) y. Of order 2, even in k,
 * stable for every k; a stationary law stays where it is.
 * With correlation, Craig–Sneyd with θ = ½, P = (I − s A₁)(I − s A₂): m' = m + P⁻¹ (I + s A₀ P⁻¹) k A m. Of order 2, stable in
 * the plane for every k; a stationary law stays where it is; but A₀ has negative rates, so that tails may fall below zero.
 * The backward steps are the exact transposes: u' = u + k Aᵀ (a + P⁻ᵀ s A₀ᵀ a), a = P⁻ᵀ u.
 *
 * Sources: D. W. Peaceman, H. H. Rachford, J. SIAM 3 (1955); I. J. D. Craig, A. D. Sneyd, Comput. Math. Appl. 16 (1988).
 */
import type { Box } from './box.ts';
import { transpose } from './box.ts';
import { direction } from './direction.ts';
import type { Dynamics2D } from './dynamics-2d.ts';
import { coefficients2D } from './dynamics-2d.ts';
import { mixedDerivative } from './mixed-derivative.ts';

export interface PlaneStep {
  /** Fills the matrices with the coefficients of time t, and half of the rate `discount` in either direction. */
  readonly prepare: (t: number, s: number, discount: Float64Array | null) => void;
  /** Masses, in place. */
  readonly forward: (masses: Float64Array) => void;
  /** Values, in place. */
  readonly backward: (values: Float64Array) => void;
}

export const planeStep = (plane: Box, dynamics: Dynamics2D): PlaneStep => {
  const { first, second, cells } = plane;
  const [rows, columns] = [first.cells, second.cells];
  const coefficients = coefficients2D(plane, dynamics);
  const fill = dynamics.on(plane);
  const [along1, along2] = [direction(first, columns), direction(second, rows)];
  const [turned, other, byRows] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  let filled: number | null = null;
  let step = 0;

  const prepare: PlaneStep['prepare'] = (t, s, discount) => {
    if (filled === s && dynamics.autonomous && discount === null) return;
    fill(t, coefficients);
    const half = discount?.map((rate) => rate / 2) ?? null;
    if (half !== null) transpose(half, rows, columns, turned);
    along1.assemble(coefficients.drift1, coefficients.squared11, s, half === null ? null : turned);
    along2.assemble(coefficients.drift2, coefficients.squared22, s, half);
    filled = s;
    step = s;
  };

  /** On the first coordinate: into its layout, solved or multiplied, and back. */
  const acrossFirst = (values: Float64Array, out: Float64Array, act: (from: Float64Array, to: Float64Array) => void): void => {
    transpose(values, rows, columns, turned);
    act(turned, other);
    transpose(other, columns, rows, out);
  };

  const uncorrelated: Pick<PlaneStep, 'forward' | 'backward'> = {
    forward: (masses) => {
      along2.product(false, masses, byRows);
      acrossFirst(byRows, byRows, (from, to) => { along1.solve(false, from, to, 2, -1); });
      along2.solve(false, byRows, masses, 1, 0);
    },
    backward: (values) => {
      along2.solve(true, values, byRows, 1, 0);
      acrossFirst(byRows, byRows, (from, to) => { along1.solve(true, from, to, 2, -1); });
      along2.product(true, byRows, values);
    },
  };
  return { prepare, ...(dynamics.correlated ? correlated() : uncorrelated) };

  function correlated(): Pick<PlaneStep, 'forward' | 'backward'> {
    const mixed = mixedDerivative(plane);
    const [first1, total, change] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
    /** out = k (A₁ + A₂) values, from the products (I + s A) values; or transposed. */
    const alongBoth = (transposed: boolean, values: Float64Array, out: Float64Array): void => {
      acrossFirst(values, first1, (from, to) => { along1.product(transposed, from, to); });
      along2.product(transposed, values, out);
      for (let i = 0; i < cells; i += 1) out[i] = 2 * (out[i]! + first1[i]! - 2 * values[i]!);
    };
    const solveFirst = (transposed: boolean, values: Float64Array, out: Float64Array): void => {
      acrossFirst(values, out, (from, to) => { along1.solve(transposed, from, to, 1, 0); });
    };
    return {
      forward: (masses) => {
        alongBoth(false, masses, total);
        mixed.forward(coefficients.squared12, 2 * step, masses, total);
        solveFirst(false, total, byRows);
        along2.solve(false, byRows, change, 1, 0);
        mixed.forward(coefficients.squared12, step, change, total);
        solveFirst(false, total, byRows);
        along2.solve(false, byRows, change, 1, 0);
        for (let i = 0; i < cells; i += 1) masses[i]! += change[i]!;
      },
      backward: (values) => {
        along2.solve(true, values, byRows, 1, 0);
        solveFirst(true, byRows, change);
        total.fill(0);
        mixed.backward(coefficients.squared12, step, change, total);
        along2.solve(true, total, byRows, 1, 0);
        solveFirst(true, byRows, total);
        for (let i = 0; i < cells; i += 1) change[i]! += total[i]!;
        alongBoth(true, change, total);
        mixed.backward(coefficients.squared12, 2 * step, change, total);
        for (let i = 0; i < cells; i += 1) values[i]! += total[i]!;
      },
    };
  }
};
