/**
 * The pass of `improve-quadratic.ts` for the common case, and fast: the control enters the drift linearly and the noise not
 * at all, f = f0 + f1 u, ℓ = l0 + l1 u + l2 u² with l2 > 0 at every node. With the stencil's derivative e (p central, p + ½ h q
 * forward, p − ½ h q backward) the best control is base + gain e within the bounds, base = −½ l1/l2 and gain = −½ f1/l2, and
 * no node needs a division. The passes are WebAssembly (wasm/policy-kernels.ts).
 */
import type { Quadratics } from './control-problem.ts';
import type { Policy } from './policy.ts';
import type { OtherControl, PolicyMemory } from './wasm/policy-memory.ts';

export interface AffinePass {
  /** Writes base and gain and returns true, or returns false where the coefficients are not of this kind. */
  readonly read: () => boolean;
  /** Writes the best policy for the values. */
  readonly improve: (padded: Float64Array, policy: Policy) => void;
}

export interface AffineSetting {
  readonly h: number;
  readonly least: number;
  readonly most: number;
  readonly monotone: boolean;
}

const addresses = (lists: readonly Float64Array[]): readonly number[] => lists.map((list) => list.byteOffset);

/**
 * The control at a node of the monotone scheme where the noise does not cover the drift of the central formula, or of a
 * one-sided one: the best of the three stencils beside a concave value, and else what `atKink` says.
 */
const monotoneControl = (
  { drift, variance, running }: Quadratics, base: Float64Array, gain: Float64Array, { h, least, most }: AffineSetting, atKink: OtherControl,
): OtherControl => (i, p, aside) => {
  const b = base[i]!, g = gain[i]!, f = drift[0][i]!, a = drift[1][i]!, s = variance[0][i]! / h, c1 = running[1][i]!, c2 = running[2][i]!;
  const clamped = (u: number): number => (u < least ? least : u > most ? most : u);
  const u = clamped(b + g * p);
  if (!(aside < 0)) return Math.abs(f + a * u) <= s ? u : atKink(i, p, 2 * aside / h);
  const v = clamped(b + g * (p + aside)), w = clamped(b + g * (p - aside));
  const atU = u * (c1 + c2 * u) + (f + a * u) * p + s * aside;
  const atV = v * (c1 + c2 * v) + (f + a * v) * (p + aside), atW = w * (c1 + c2 * w) + (f + a * w) * (p - aside);
  return atV < atU && atV <= atW ? v : atW < atU ? w : u;
};

/** `atKink` gives the control where no stencil's own optimum is the optimum, for p = ∂x V and q = ∂xx V. */
export const affinePass = (
  memory: PolicyMemory, count: number, coefficients: Quadratics, setting: AffineSetting, atKink: (node: number, p: number, q: number) => number,
): AffinePass => {
  const { drift, variance, running } = coefficients, { h, least, most, monotone } = setting;
  const base = memory.allocate(count), gain = memory.allocate(count);
  const readAffine = memory.kernel('readAffine'), improve = memory.kernel(monotone ? 'improveMonotone' : 'improveCentral');
  const read = addresses([drift[1], drift[2], variance[1], variance[2], running[1], running[2], base, gain]);
  const tables = addresses([drift[0], drift[1], variance[0], ...running, base, gain]);
  memory.answer(monotoneControl(coefficients, base, gain, setting, atKink));
  return {
    read: () => readAffine(count, ...read) === 0,
    improve: (padded, { control, down, up, cost }) => {
      improve(count, ...tables, padded.byteOffset, control.byteOffset, down.byteOffset, up.byteOffset, cost.byteOffset, 0.5 / h, 1 / h, least, most);
    },
  };
};
