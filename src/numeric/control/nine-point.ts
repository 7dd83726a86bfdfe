/**
 * The discrete operator of a two-dimensional diffusion on a box of equally distant nodes:
 *
 *   (L V)_ij = Σ over the neighbours of rate · (V_neighbour − V_ij),
 *
 * four neighbours along the axes and four across. Arrays are padded by one ring: entry (i + 1) · width + j + 1 belongs to
 * the unknown (i, j), of `first` × `second`. The ring holds given values, or the mirror of the inner neighbours where the
 * process is reflected.
 *
 * The matrix κ − L, κ > 0, is solved by `bicgstab.ts`, preconditioned by (κ − L₁) κ⁻¹ (κ − L₂), one factor an axis (the
 * approximate factorisation of alternating directions: Peaceman and Rachford 1955): tridiagonal solves along all lines.
 */
import type { LinearAction } from './bicgstab.ts';

export interface Shape {
  /** Unknowns along the two axes. */
  readonly first: number;
  readonly second: number;
  /** second + 2 */
  readonly width: number;
  /** Entries of a padded array. */
  readonly size: number;
}

export const shapeOf = (first: number, second: number): Shape =>
  ({ first, second, width: second + 2, size: (first + 2) * (second + 2) });

/** Padded arrays of rates. `rising` is of the neighbours (+,+) and (−,−), `falling` of (+,−) and (−,+). */
export interface PlaneRates {
  readonly down1: Float64Array; readonly up1: Float64Array;
  readonly down2: Float64Array; readonly up2: Float64Array;
  readonly rising: Float64Array; readonly falling: Float64Array;
}

export const emptyRates = ({ size }: Shape): PlaneRates => {
  const array = (): Float64Array => new Float64Array(size);
  return { down1: array(), up1: array(), down2: array(), up2: array(), rising: array(), falling: array() };
};

/** Ring values by mirroring at the edges, corners included. */
export const mirrorRing = (values: Float64Array, { first, second, width }: Shape): void => {
  for (let i = 1; i <= first; i += 1) {
    values[i * width] = values[i * width + 2]!;
    values[i * width + second + 1] = values[i * width + second - 1]!;
  }
  for (let j = 0; j < width; j += 1) {
    values[j] = values[2 * width + j]!;
    values[(first + 1) * width + j] = values[(first - 1) * width + j]!;
  }
};

/** out = L V at the unknowns; the ring of V must be filled. */
export const applyRates = (rates: PlaneRates, values: Float64Array, out: Float64Array, { first, second, width }: Shape): void => {
  const { down1, up1, down2, up2, rising, falling } = rates;
  for (let i = 1; i <= first; i += 1) {
    for (let k = i * width + 1; k <= i * width + second; k += 1) {
      const v = values[k]!;
      out[k] = down1[k]! * (values[k - width]! - v) + up1[k]! * (values[k + width]! - v)
        + down2[k]! * (values[k - 1]! - v) + up2[k]! * (values[k + 1]! - v)
        + rising[k]! * (values[k + width + 1]! + values[k - width - 1]! - 2 * v)
        + falling[k]! * (values[k + width - 1]! + values[k - width + 1]! - 2 * v);
    }
  }
};

/** A tridiagonal matrix along every line of one axis, eliminated once and used often. */
interface Lines {
  /** Of the row before, divided by its pivot. */
  readonly ratio: Float64Array;
  readonly inversePivot: Float64Array;
}

/** `stride`: from one node of a line to the next; mirrored lines fold the rate outwards into the one inwards. */
const eliminate = (down: Float64Array, up: Float64Array, kappa: number, shape: Shape, axis: 1 | 2, mirrored: boolean, out: Lines): void => {
  const { first, second, width } = shape;
  const stride = axis === 1 ? width : 1, last = axis === 1 ? first : second;
  for (let i = 1; i <= first; i += 1) {
    for (let k = i * width + 1, j = 1; j <= second; k += 1, j += 1) {
      const place = axis === 1 ? i : j;
      const below = place === 1 ? 0 : place === last && mirrored ? down[k]! + up[k]! : down[k]!;
      const above = place === last ? 0 : place === 1 && mirrored ? down[k]! + up[k]! : up[k]!;
      const pivot = kappa + down[k]! + up[k]! - (place === 1 ? 0 : below * out.ratio[k - stride]!);
      out.inversePivot[k] = 1 / pivot;
      out.ratio[k] = above / pivot;
    }
  }
};

const solveLines = (down: Float64Array, up: Float64Array, lines: Lines, shape: Shape, axis: 1 | 2, mirrored: boolean, x: Float64Array): void => {
  const { first, second, width } = shape;
  const { ratio, inversePivot } = lines;
  const stride = axis === 1 ? width : 1, last = axis === 1 ? first : second;
  for (let i = 1; i <= first; i += 1) {
    for (let k = i * width + 1, j = 1; j <= second; k += 1, j += 1) {
      const place = axis === 1 ? i : j;
      const below = place === 1 ? 0 : place === last && mirrored ? down[k]! + up[k]! : down[k]!;
      x[k] = (x[k]! + below * x[k - stride]!) * inversePivot[k]!;
    }
  }
  for (let i = first; i >= 1; i -= 1) {
    for (let k = i * width + second, j = second; j >= 1; k -= 1, j -= 1) {
      if ((axis === 1 ? i : j) < last) x[k] = x[k]! + ratio[k]! * x[k + stride]!;
    }
  }
};

/** The action of κ − L, and its preconditioner; `refresh` when the rates have changed. */
export const planeAction = (rates: PlaneRates, shape: Shape, mirrored: boolean): LinearAction & { readonly refresh: (kappa: number) => void } => {
  const lines = (): Lines => ({ ratio: new Float64Array(shape.size), inversePivot: new Float64Array(shape.size) });
  const lines1 = lines(), lines2 = lines();
  let kappa = 1;
  return {
    refresh: (value) => {
      kappa = value;
      eliminate(rates.down1, rates.up1, kappa, shape, 1, mirrored, lines1);
      eliminate(rates.down2, rates.up2, kappa, shape, 2, mirrored, lines2);
    },
    apply: (x, out) => {
      if (mirrored) mirrorRing(x, shape);
      applyRates(rates, x, out, shape);
      for (let i = 1; i <= shape.first; i += 1) {
        for (let k = i * shape.width + 1; k <= i * shape.width + shape.second; k += 1) out[k] = kappa * x[k]! - out[k]!;
      }
    },
    precondition: (r, out) => {
      for (let k = 0; k < r.length; k += 1) out[k] = kappa * r[k]!;
      solveLines(rates.down1, rates.up1, lines1, shape, 1, mirrored, out);
      solveLines(rates.down2, rates.up2, lines2, shape, 2, mirrored, out);
    },
  };
};
