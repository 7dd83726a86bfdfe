/**
 * The pass of `improve-quadratic.ts` for the common case, and fast: the control enters the drift linearly and the noise not
 * at all, f = f0 + f1 u, ℓ = l0 + l1 u + l2 u² with l2 > 0 at every node. With the stencil's derivative e (p central, p + ½ h q
 * forward, p − ½ h q backward) the best control is base + gain e within the bounds, base = −½ l1/l2 and gain = −½ f1/l2, and
 * no node needs a division.
 */
import type { Quadratics } from './control-problem.ts';
import type { Policy } from './policy.ts';

/** Written when coefficients are read, for all passes. */
export interface AffineTables {
  readonly base: Float64Array;
  readonly gain: Float64Array;
}

const allZero = (values: Float64Array): boolean => {
  for (let i = 0; i < values.length; i += 1) if (values[i] !== 0) return false;
  return true;
};

/** Writes the tables and returns true, or returns false where the coefficients are not of this kind. */
export const readAffine = ({ drift, variance, running }: Quadratics, out: AffineTables): boolean => {
  if (!allZero(drift[2]) || !allZero(variance[1]) || !allZero(variance[2])) return false;
  const f1 = drift[1], l1 = running[1], l2 = running[2];
  for (let i = 0; i < f1.length; i += 1) {
    if (!(l2[i]! > 0)) return false;
    const half = -0.5 / l2[i]!;
    out.base[i] = half * l1[i]!;
    out.gain[i] = half * f1[i]!;
  }
  return true;
};

/** The central scheme. */
export const affineCentralPass = (
  { drift, variance, running }: Quadratics, tables: AffineTables, padded: Float64Array, policy: Policy, h: number, least: number, most: number,
): void => {
  const f0 = drift[0], f1 = drift[1], s0 = variance[0], l0 = running[0], l1 = running[1], l2 = running[2];
  const { base, gain } = tables, { control, down, up, cost } = policy;
  const perSlope = 0.5 / h, perH = 1 / h, count = control.length;
  for (let i = 0; i < count; i += 1) {
    let u = base[i]! + gain[i]! * (padded[i + 2]! - padded[i]!) * perSlope;
    if (u < least) u = least; else if (u > most) u = most;
    const f = f0[i]! + u * f1[i]!, spread = s0[i]! * perH;
    control[i] = u;
    down[i] = (spread - f) * perSlope;
    up[i] = (spread + f) * perSlope;
    cost[i] = l0[i]! + u * (l1[i]! + u * l2[i]!);
  }
};

/** The monotone scheme. `atKink` gives the control where no stencil's own optimum is the optimum. */
export const affineMonotonePass = (
  { drift, variance, running }: Quadratics, tables: AffineTables, padded: Float64Array, policy: Policy, h: number, least: number, most: number,
  atKink: (i: number, p: number, q: number) => number,
): void => {
  const f0 = drift[0], f1 = drift[1], s0 = variance[0], l0 = running[0], l1 = running[1], l2 = running[2];
  const { base, gain } = tables, { control, down, up, cost } = policy;
  const perSlope = 0.5 / h, perH = 1 / h, count = control.length;
  for (let i = 0; i < count; i += 1) {
    const left = padded[i]!, middle = padded[i + 1]!, right = padded[i + 2]!;
    // ½ h q: how far the one-sided differences are from the central one.
    const p = (right - left) * perSlope, aside = (right - 2 * middle + left) * perSlope;
    const b = base[i]!, g = gain[i]!, f = f0[i]!, a = f1[i]!, s = s0[i]! * perH, c1 = l1[i]!, c2 = l2[i]!;
    let u = b + g * p;
    if (u < least) u = least; else if (u > most) u = most;
    let speed = f + a * u;
    if (aside < 0) {
      // A one-sided stencil beats the central one only with a drift that the noise does not cover, here or at its own optimum.
      if (!(Math.abs(speed) + Math.abs(a * g * aside) <= s)) {
        let v = b + g * (p + aside), w = b + g * (p - aside);
        if (v < least) v = least; else if (v > most) v = most;
        if (w < least) w = least; else if (w > most) w = most;
        const atU = u * (c1 + c2 * u) + speed * p + s * aside;
        const atV = v * (c1 + c2 * v) + (f + a * v) * (p + aside), atW = w * (c1 + c2 * w) + (f + a * w) * (p - aside);
        if (atV < atU && atV <= atW) u = v; else if (atW < atU) u = w;
        speed = f + a * u;
      }
    } else if (!(Math.abs(speed) <= s)) {
      u = atKink(i, p, aside * perH * 2);
      speed = f + a * u;
    }
    const size = Math.abs(speed), spread = size > s ? size : s;
    control[i] = u;
    down[i] = (spread - speed) * perSlope;
    up[i] = (spread + speed) * perSlope;
    cost[i] = l0[i]! + u * (c1 + u * c2);
  }
};
