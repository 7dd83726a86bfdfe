/**
 * The control that minimises a discrete Hamiltonian
 *
 *   H(u) = ℓ(u) + f(u) p + ½ max(σ²(u), |f(u)| h) q,     f, σ², ℓ quadratic in u, between two bounds (which may be ±∞).
 *
 * The maximum makes it the largest (q ≥ 0) or the smallest (q < 0) of three quadratics, one a stencil: central with σ²,
 * forward with f h, backward with −f h. The smallest of three is minimised by the best of their three minima. The largest
 * of three is minimised where one of them is stationary and indeed the largest, or where two of them meet, or at a bound.
 * So the optimum is exact, and nothing is searched.
 *
 * Without a minimum (unbounded, not convex) the result is not finite: the caller says so.
 */

/** Of c1 u + c2 u² between two bounds; not finite where there is none. */
export const vertex = (c1: number, c2: number, least: number, most: number): number => {
  if (c2 > 0) {
    const u = -c1 / (2 * c2);
    return u < least ? least : u > most ? most : u;
  }
  if (c1 === 0 && c2 === 0) return least > 0 ? least : most < 0 ? most : 0;
  if (!Number.isFinite(least) || !Number.isFinite(most)) return c2 < 0 ? Number.NaN : c1 > 0 ? least : most;
  return c1 + c2 * (least + most) < 0 ? most : least;
};

/** Coefficients of the three quadratics at one node. */
export interface NodeQuadratics {
  f0: number; f1: number; f2: number;
  s0: number; s1: number; s2: number;
  l1: number; l2: number;
}

/** H(u) up to the part of ℓ that does not depend on u. */
const hamiltonian = (c: NodeQuadratics, u: number, p: number, q: number, h: number): number => {
  const f = c.f0 + u * (c.f1 + u * c.f2);
  const s = c.s0 + u * (c.s1 + u * c.s2);
  return u * (c.l1 + u * c.l2) + f * p + 0.5 * Math.max(s, Math.abs(f) * h) * q;
};

/** The real roots of c0 + c1 u + c2 u². */
const roots = (c0: number, c1: number, c2: number): readonly number[] => {
  if (c2 === 0) return c1 === 0 ? [] : [-c0 / c1];
  const discriminant = c1 * c1 - 4 * c2 * c0;
  if (discriminant < 0) return [];
  // The root that is not a difference first; the other by their product.
  const sum = -0.5 * (c1 + (c1 < 0 ? -1 : 1) * Math.sqrt(discriminant));
  return sum === 0 ? [0] : [sum / c2, c0 / sum];
};

const kinks = (c: NodeQuadratics, h: number): readonly number[] => [
  ...roots(c.s0 - h * c.f0, c.s1 - h * c.f1, c.s2 - h * c.f2),
  ...roots(c.s0 + h * c.f0, c.s1 + h * c.f1, c.s2 + h * c.f2),
  ...roots(c.f0, c.f1, c.f2),
];

/** The best of the kinks and bounds; not finite where there is none. */
const bestKink = (c: NodeQuadratics, p: number, q: number, h: number, least: number, most: number): number => {
  let best = Number.NaN, lowest = Infinity;
  for (const u of [...kinks(c, h), least, most]) {
    if (!(u >= least && u <= most) || !Number.isFinite(u)) continue;
    const value = hamiltonian(c, u, p, q, h);
    if (value < lowest) { lowest = value; best = u; }
  }
  return best;
};

/**
 * The minimiser of H between the bounds; not finite where there is none. p = ∂x V and q = ∂xx V, central: forward and
 * backward differences are p ± ½ h q.
 */
export const bestControl = (
  c: NodeQuadratics, p: number, q: number, h: number, least: number, most: number,
): number => {
  const forward = p + 0.5 * h * q, backward = p - 0.5 * h * q;
  const central1 = c.l1 + c.f1 * p + 0.5 * c.s1 * q, central2 = c.l2 + c.f2 * p + 0.5 * c.s2 * q;
  const forward1 = c.l1 + c.f1 * forward, forward2 = c.l2 + c.f2 * forward;
  const backward1 = c.l1 + c.f1 * backward, backward2 = c.l2 + c.f2 * backward;
  const u = vertex(central1, central2, least, most), v = vertex(forward1, forward2, least, most), w = vertex(backward1, backward2, least, most);
  if (q < 0) {
    // The smallest of three: each at its own minimum. Where one has none, neither has H.
    if (!Number.isFinite(u + v + w)) return Number.NaN;
    const atU = c.f0 * p + 0.5 * c.s0 * q + u * (central1 + u * central2);
    const atV = c.f0 * forward + v * (forward1 + v * forward2), atW = c.f0 * backward + w * (backward1 + w * backward2);
    return atU <= atV ? (atU <= atW ? u : w) : atV <= atW ? v : w;
  }
  // The largest of three: stationary where the one that is stationary is the largest. (The variance at u, and f there.)
  const f = c.f0 + u * (c.f1 + u * c.f2), s = c.s0 + u * (c.s1 + u * c.s2);
  if (Math.abs(f) * h <= s) return u;
  if (h * (c.f0 + v * (c.f1 + v * c.f2)) >= Math.max(0, c.s0 + v * (c.s1 + v * c.s2))) return v;
  if (-h * (c.f0 + w * (c.f1 + w * c.f2)) >= Math.max(0, c.s0 + w * (c.s1 + w * c.s2))) return w;
  return Number.isFinite(u) || Number.isFinite(v) || Number.isFinite(w) ? bestKink(c, p, q, h, least, most) : Number.NaN;
};
