/**
 * The generator of dX = f dt + g dW on a grid with reflecting ends, as the rates of a Markov chain between neighbouring cells.
 *
 * With D = g²/2 the flux of the Fokker–Planck equation is J = (f − D′) p − D p′. Between two cells whose centres are h
 * apart it is taken as constant (Scharfetter–Gummel; the same as Chang–Cooper's weights), which gives
 *
 *   J = (D/h) (B(−w) p_i − B(w) p_{i+1}),   w = (f h − (D_{i+1} − D_i)) / D,   D = (D_i + D_{i+1}) / 2,
 *
 * so that mass jumps from i to i+1 at the rate (D/h) B(−w) / width_i, and from i+1 to i at (D/h) B(w) / width_{i+1}: positive
 * whatever the coefficients, and of order 2. One matrix Q serves both equations: dm/dt = Qᵀ m for the masses of the cells
 * (forward, Fokker–Planck), and −du/dt = Q u for values at the centres (backward, Kolmogorov).
 *
 * Sources: D. L. Scharfetter, H. K. Gummel, IEEE Trans. Electron Devices 16 (1969); J. S. Chang, G. Cooper, J. Comput.
 * Phys. 6 (1970).
 */
import { NumericError } from '../numeric-error.ts';
import { fitted } from './bernoulli.ts';
import type { Dynamics } from './dynamics.ts';
import type { Grid } from './grid.ts';

/** What the rates need of a line of cells: one entry a face between two cells. */
export interface Geometry {
  /** The distance h of the two centres. */
  readonly gap: Float64Array;
  /** 1 / (h width), for the cell on the left and for that on the right. */
  readonly leftward: Float64Array;
  readonly rightward: Float64Array;
}

export const geometryOf = ({ centres, widths, cells }: Grid): Geometry => {
  const gap = Float64Array.from({ length: cells - 1 }, (_, i) => centres[i + 1]! - centres[i]!);
  return {
    gap,
    rightward: gap.map((h, i) => 1 / (h * widths[i]!)),
    leftward: gap.map((h, i) => 1 / (h * widths[i + 1]!)),
  };
};

/**
 * Writes `scale` times the rates of n cells on a line, `up[i]` from i to i + 1 and `down[i]` back, and the diagonal
 * `1 − scale × (all rates out of the cell)`: with scale = −s these are the three diagonals of I − s Qᵀ. `drift[i + 1]` belongs to the face after
 * cell i. A negative g² is refused by name; what is not finite shows in the solve.
 */
export const fillRates = (
  { gap, leftward, rightward }: Geometry, drift: Float64Array, squaredNoise: Float64Array, scale: number,
  up: Float64Array, down: Float64Array, diagonal: Float64Array,
): void => {
  const faces = gap.length;
  let before = 0.25 * squaredNoise[0]!;
  let out = 1;
  let least = 0;
  for (let i = 0; i < faces; i += 1) {
    const after = 0.25 * squaredNoise[i + 1]!;
    const diffusion = before + after;
    if (diffusion < least) least = diffusion;
    const half = 0.5 * drift[i + 1]! * gap[i]! - (after - before);
    const w = 2 * half / diffusion;
    const z = w * w;
    const zz = z * z;
    const even = z < 0.25
      ? diffusion * (1 + z * 0.08333333333331554 + zz * (-0.0013888888880577112 + z * 3.3068768869994584e-5
        + zz * (-8.266098460021903e-7 + z * 2.048510288417138e-8)))
      : fitted(diffusion, half);
    const right = scale * rightward[i]! * (even + half);
    const left = scale * leftward[i]! * (even - half);
    up[i] = right;
    down[i] = left;
    diagonal[i] = out - right;
    out = 1 - left;
    before = after;
  }
  diagonal[faces] = out;
  if (least < 0) refuseNoise(squaredNoise);
};

export const refuseNoise = (squaredNoise: Float64Array): never => {
  const cell = squaredNoise.findIndex((value) => !(value >= 0));
  throw new NumericError('not-applicable', `g² is ${squaredNoise[cell]} in cell ${cell}`, 'use a noise that is real and finite on the whole grid');
};

/** I − s Qᵀ at a time, in LAPACK's three diagonals; with `lower` and `upper` exchanged it is I − s Q. */
export interface ImplicitMatrix {
  readonly lower: Float64Array;
  readonly diagonal: Float64Array;
  readonly upper: Float64Array;
  /** Fills the three for time t and step part s. Where the coefficients do not depend on t, the same s fills once. */
  readonly fill: (t: number, s: number) => void;
}

/** `allocate`: where the three diagonals are to lie. */
export const implicitMatrix = (
  grid: Grid, dynamics: Dynamics, allocate: (length: number) => Float64Array = (length) => new Float64Array(length),
): ImplicitMatrix => {
  const [lower, diagonal, upper] = [allocate(grid.cells - 1), allocate(grid.cells), allocate(grid.cells - 1)];
  const [drift, squaredNoise] = [new Float64Array(grid.cells + 1), new Float64Array(grid.cells)];
  const geometry = geometryOf(grid);
  const coefficients = dynamics.on(grid);
  let filled: number | null = null;
  const fill = (t: number, s: number): void => {
    if (filled === s && dynamics.autonomous) return;
    coefficients(t, drift, squaredNoise);
    fillRates(geometry, drift, squaredNoise, -s, lower, upper, diagonal);
    filled = s;
  };
  return { lower, diagonal, upper, fill };
};

/** Q at a time, as the rates between neighbours: for those who look at it. */
export interface Rates {
  /** From cell i to i + 1. */
  readonly up: Float64Array;
  /** From cell i + 1 to i. */
  readonly down: Float64Array;
}

export const ratesAt = (grid: Grid, dynamics: Dynamics, t: number): Rates => {
  const matrix = implicitMatrix(grid, dynamics);
  matrix.fill(t, 1);
  return { up: matrix.lower.map((x) => -x), down: matrix.upper.map((x) => -x) };
};

/** Qᵀ m: how the masses of the cells change. */
export const forward = ({ up, down }: Rates, masses: Float64Array): Float64Array => {
  const change = new Float64Array(masses.length);
  up.forEach((rate, i) => {
    const flux = rate * masses[i]! - down[i]! * masses[i + 1]!;
    change[i]! -= flux;
    change[i + 1]! += flux;
  });
  return change;
};

/** Q u: the generator applied to values at the centres. */
export const backward = ({ up, down }: Rates, values: Float64Array): Float64Array => {
  const change = new Float64Array(values.length);
  up.forEach((rate, i) => {
    const step = values[i + 1]! - values[i]!;
    change[i]! += rate * step;
    change[i + 1]! -= down[i]! * step;
  });
  return change;
};
