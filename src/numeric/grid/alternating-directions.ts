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
import { NumericError } from '../numeric-error.ts';
import type { Box } from './box.ts';
import { DIRECTION_ARRAYS, direction, directionSize } from './direction.ts';
import type { Coefficients2D, Dynamics2D } from './dynamics-2d.ts';
import { mixedDerivative } from './mixed-derivative.ts';
import type { LineMemory } from './wasm/line-memory.ts';
import { lineMemory } from './wasm/line-memory.ts';

export interface PlaneStep {
  /** Masses or values at the centres, row-major: what the steps change. */
  readonly put: (values: Float64Array) => void;
  readonly take: () => Float64Array;
  /** Fills the matrices with the coefficients of time t, and half of the rate `discount` (row-major) in either direction. */
  readonly prepare: (t: number, s: number, discount: Float64Array | null) => void;
  readonly forward: () => void;
  readonly backward: () => void;
}

/** Work arrays of the size of the box that a step may take. */
const PLANES = 8;

const memoryOf = ({ first, second, cells }: Box): LineMemory => {
  const coefficients = 2 * cells + first.cells + second.cells + 3 * cells;
  const directions = directionSize(first.cells, second.cells) + directionSize(second.cells, first.cells);
  return lineMemory(coefficients + directions + PLANES * cells, 5 + 2 * DIRECTION_ARRAYS + PLANES);
};

const coefficientsIn = (memory: LineMemory, { first, second, cells }: Box, correlated: boolean): Coefficients2D => ({
  drift1: memory.allocate(cells + second.cells), drift2: memory.allocate(cells + first.cells),
  squared11: memory.allocate(cells), squared22: memory.allocate(cells), squared12: memory.allocate(correlated ? cells : 0),
});

export const planeStep = (plane: Box, dynamics: Dynamics2D): PlaneStep => {
  const { first, second, cells } = plane;
  const [rows, columns] = [first.cells, second.cells];
  if (rows % 2 === 1 || columns % 2 === 1) {
    throw new NumericError('not-applicable', `a box of ${rows} × ${columns} cells`, 'use even numbers of cells, on the coarsest box too');
  }
  const memory = memoryOf(plane);
  const coefficients = coefficientsIn(memory, plane, dynamics.correlated);
  const fill = dynamics.on(plane);
  const [along1, along2] = [direction(first, columns, memory), direction(second, rows, memory)];
  const planes = Array.from({ length: PLANES }, () => memory.allocate(cells));
  const transpose = memory.kernel('transpose');
  /** From lines of the first coordinate in columns (row-major) to lines of the second, and back. */
  const turn = (from: Float64Array, to: Float64Array): void => { transpose(rows, columns, from, to); };
  const turnBack = (from: Float64Array, to: Float64Array): void => { transpose(columns, rows, from, to); };
  const [state, a, b, c] = planes as [Float64Array, Float64Array, Float64Array, Float64Array];
  let prepared: number | null = null;
  let step = 0;

  const prepare: PlaneStep['prepare'] = (t, s, discount) => {
    if (prepared === s && dynamics.autonomous && discount === null) return;
    fill(t, coefficients);
    if (discount !== null) {
      for (let i = 0; i < cells; i += 1) a[i] = discount[i]! / 2;
      turn(a, b);
    }
    along1.assemble(coefficients.drift1, coefficients.squared11, s, discount === null ? null : a);
    along2.assemble(coefficients.drift2, coefficients.squared22, s, discount === null ? null : b);
    [prepared, step] = [s, s];
  };

  // The state has the lines of the second coordinate in its columns, so that a step turns it twice only.
  const peacemanRachford: Pick<PlaneStep, 'forward' | 'backward'> = {
    forward: () => {
      along2.product(false, state, a);
      turnBack(a, b);
      along1.solve(false, b, a, 2, -1);
      turn(a, b);
      along2.solve(false, b, state, 1, 0);
    },
    backward: () => {
      along2.solve(true, state, a, 1, 0);
      turnBack(a, b);
      along1.solve(true, b, a, 2, -1);
      turn(a, b);
      along2.product(true, b, state);
    },
  };

  const craigSneyd = (): Pick<PlaneStep, 'forward' | 'backward'> => {
    const mixed = mixedDerivative(plane);
    const [values, change, total] = planes.slice(4, 7) as [Float64Array, Float64Array, Float64Array];
    /** out = k (A₁ + A₂) of what is in `values`, row-major, from the products (I + s A) values; or transposed. */
    const alongBoth = (transposed: boolean, of: Float64Array, out: Float64Array): void => {
      turn(of, a);
      along2.product(transposed, a, b);
      turnBack(b, a);
      along1.product(transposed, of, out);
      for (let i = 0; i < cells; i += 1) out[i] = 2 * (out[i]! + a[i]! - 2 * of[i]!);
    };
    /** P⁻¹, first A₁ and then A₂; or P⁻ᵀ, first A₂ and then A₁. Row-major. */
    const solveBoth = (transposed: boolean, from: Float64Array, to: Float64Array): void => {
      if (transposed) {
        turn(from, a);
        along2.solve(true, a, b, 1, 0);
        turnBack(b, a);
        along1.solve(true, a, to, 1, 0);
        return;
      }
      along1.solve(false, from, a, 1, 0);
      turn(a, b);
      along2.solve(false, b, a, 1, 0);
      turnBack(a, to);
    };
    const stepped = (act: () => void): void => {
      turnBack(state, values);
      act();
      turn(values, state);
    };
    return {
      forward: () => {
        stepped(() => {
          alongBoth(false, values, total);
          mixed.forward(coefficients.squared12, 2 * step, values, total);
          solveBoth(false, total, change);
          mixed.forward(coefficients.squared12, step, change, total);
          solveBoth(false, total, change);
          for (let i = 0; i < cells; i += 1) values[i]! += change[i]!;
        });
      },
      backward: () => {
        stepped(() => {
          solveBoth(true, values, change);
          total.fill(0);
          mixed.backward(coefficients.squared12, step, change, total);
          solveBoth(true, total, c);
          for (let i = 0; i < cells; i += 1) change[i]! += c[i]!;
          alongBoth(true, change, total);
          mixed.backward(coefficients.squared12, 2 * step, change, total);
          for (let i = 0; i < cells; i += 1) values[i]! += total[i]!;
        });
      },
    };
  };

  return {
    prepare,
    put: (values) => {
      a.set(values);
      turn(a, state);
    },
    take: () => {
      turnBack(state, a);
      return a.slice();
    },
    ...(dynamics.correlated ? craigSneyd() : peacemanRachford),
  };
};
