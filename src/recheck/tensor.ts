/**
 * Tensors of series: sizes of the slots, and the components in reading order (the last slot runs fastest).
 */
import type { Series, SeriesRing } from './series.ts';

export interface Tensor {
  readonly sizes: readonly number[];
  readonly entries: readonly Series[];
}

export const scalar = (entry: Series): Tensor => ({ sizes: [], entries: [entry] });

/** The one entry of a scalar. */
export const entryOf = (tensor: Tensor): Series => {
  const [entry] = tensor.entries;
  return tensor.sizes.length === 0 && entry !== undefined ? entry : entryAt(tensor, []);
};

/** The entry at the given components, counted from 0. */
export const entryAt = (tensor: Tensor, components: readonly number[]): Series => {
  const place = components.reduce((sum, component, slot) => sum * (tensor.sizes[slot] ?? 0) + component, 0);
  const inside = components.every((component, slot) => component < (tensor.sizes[slot] ?? 0));
  const entry = tensor.entries[place];
  if (!inside || components.length !== tensor.sizes.length || entry === undefined) {
    throw new TypeError(`no component [${components}] in a tensor of sizes [${tensor.sizes}]`);
  }
  return entry;
};

/** Every index into slots of these sizes, in reading order. */
export const indicesOf = (sizes: readonly number[]): readonly (readonly number[])[] =>
  sizes.reduce<readonly (readonly number[])[]>(
    (list, size) => list.flatMap((index) => Array.from({ length: size }, (_, k) => [...index, k])), [[]],
  );

export const sameSizes = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((size, slot) => size === b[slot]);

const requireSame = (a: Tensor, b: Tensor): void => {
  if (!sameSizes(a.sizes, b.sizes)) throw new TypeError(`sizes [${a.sizes}] and [${b.sizes}] do not fit`);
};

export const addTensors = (ring: SeriesRing, a: Tensor, b: Tensor): Tensor => {
  requireSame(a, b);
  return { sizes: a.sizes, entries: a.entries.map((entry, k) => ring.add(entry, b.entries[k] ?? entry)) };
};

export const scaleTensor = (ring: SeriesRing, factor: Series, tensor: Tensor): Tensor => ({
  sizes: tensor.sizes, entries: tensor.entries.map((entry) => ring.multiply(factor, entry)),
});

/** Σ_k a_{start+k} b_{from+k·step} over so many entries. */
const pairing = (
  ring: SeriesRing, a: readonly Series[], start: number, b: readonly Series[], from: number, step: number, count: number,
): Series => {
  let sum: Series | null = null;
  for (let k = 0; k < count; k++) {
    const [left, right] = [a[start + k], b[from + k * step]];
    if (left === undefined || right === undefined) throw new TypeError('a component is missing');
    const product = ring.multiply(left, right);
    sum = sum === null ? product : ring.add(sum, product);
  }
  if (sum === null) throw new TypeError('a sum of nothing');
  return sum;
};

/** The last slot of a with the first slot of b. */
export const contract = (ring: SeriesRing, a: Tensor, b: Tensor): Tensor => {
  const size = a.sizes.at(-1) ?? 0;
  if (size === 0 || b.sizes[0] !== size) throw new TypeError(`sizes [${a.sizes}] and [${b.sizes}] do not meet`);
  const columns = b.entries.length / size;
  const entries: Series[] = [];
  for (let row = 0; row < a.entries.length; row += size) {
    for (let column = 0; column < columns; column++) {
      entries.push(pairing(ring, a.entries, row, b.entries, column, columns, size));
    }
  }
  return { sizes: [...a.sizes.slice(0, -1), ...b.sizes.slice(1)], entries };
};

/** Σ a_ij b_ij. */
export const fullPairing = (ring: SeriesRing, a: Tensor, b: Tensor): Tensor => {
  requireSame(a, b);
  return scalar(pairing(ring, a.entries, 0, b.entries, 0, 1, a.entries.length));
};

export const outerProduct = (ring: SeriesRing, a: Tensor, b: Tensor): Tensor => ({
  sizes: [...a.sizes, ...b.sizes],
  entries: a.entries.flatMap((left) => b.entries.map((right) => ring.multiply(left, right))),
});

/** The slots in reverse order. */
export const transposed = (a: Tensor): Tensor => {
  if (a.sizes.length < 2) return a;
  const sizes = [...a.sizes].reverse();
  return { sizes, entries: indicesOf(sizes).map((index) => entryAt(a, [...index].reverse())) };
};

export const unit = (ring: SeriesRing, size: number, order: number): Tensor => ({
  sizes: [size, size],
  entries: indicesOf([size, size]).map(([i, j]) => ring.constant(i === j ? 1 : 0, order)),
});

export const traceOf = (ring: SeriesRing, a: Tensor): Series => {
  const [rows, columns] = a.sizes;
  if (a.sizes.length !== 2 || rows !== columns) throw new TypeError(`the trace of sizes [${a.sizes}]`);
  return a.entries.filter((_, k) => k % ((rows ?? 0) + 1) === 0).reduce((sum, entry) => ring.add(sum, entry));
};

/** Determinant and adjugate of a square matrix by the method of Faddeev and LeVerrier, which divides by 1, …, d alone. */
export const determinantAndAdjugate = (
  ring: SeriesRing, a: Tensor, invert: (k: number) => number,
): { readonly determinant: Series; readonly adjugate: Tensor } => {
  const size = a.sizes[0] ?? 0;
  const order = ring.monomials.orderOf(a.entries[0]?.length ?? 1);
  const identity = unit(ring, size, order);
  let m = identity;
  for (let k = 1; ; k++) {
    const product = contract(ring, a, m);
    const coefficient = ring.scale(traceOf(ring, product), ring.prime - invert(k));
    // After d steps A M_d = −c_d I: the sign of both is (−1)^(d−1) off.
    if (k === size) return signed(ring, ring.scale(coefficient, ring.prime - 1), m, size);
    m = addTensors(ring, product, scaleTensor(ring, coefficient, identity));
  }
};

const signed = (
  ring: SeriesRing, determinant: Series, adjugate: Tensor, size: number,
): { readonly determinant: Series; readonly adjugate: Tensor } => {
  const sign = size % 2 === 1 ? 1 : ring.prime - 1;
  return {
    determinant: ring.scale(determinant, sign),
    adjugate: { sizes: adjugate.sizes, entries: adjugate.entries.map((entry) => ring.scale(entry, sign)) },
  };
};
