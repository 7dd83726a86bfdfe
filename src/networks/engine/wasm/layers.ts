/**
 * One dense layer as WebAssembly functions: forward with SiLU, back through it, and the gradient of its weights. Each is made for
 * the layer's widths, which are constants in its code; layers of the same widths share them.
 *
 * Forward, by `kind`:  A = X W + b, then
 *     linear          the result is A
 *     bare            the result is φ(A)
 *     values          the result is φ(A), the slopes φ′(A)
 *     curved          as values, and the bends φ″(A)
 *     tangents        Ȧ = Ẋ W without biases; the result is φ′(A) Ȧ with the slopes of the values; the bends become φ″(A) Ȧ
 *
 * Back, H̄ = G Wᵀ, then
 *     linear          the result is H̄
 *     slopes          the slopes become φ′(A) H̄
 *     tangents        H̄̇ = Ġ Wᵀ: the result is φ′(A) H̄̇, the bends become φ″(A) Ȧ H̄̇
 *     joined          the slopes become φ′(A) H̄ + the bends
 *
 * pass.ts of the plain engine has the formulas.
 */
import type { Body } from '../../../numeric/wasm/body.ts';
import type { Callable, ModuleBuilder } from '../../../numeric/wasm/module.ts';
import { i32 } from '../../../numeric/wasm/scalars.ts';
import type { Type } from '../../../numeric/wasm/value.ts';
import { f32x4, shuffleWords } from '../../../numeric/wasm/vectors.ts';
import type { PlacedLayer } from './places.ts';
import type { Ends, Word } from './product.ts';
import { FLOAT, plus, product, TILE_ROWS, VECTOR } from './product.ts';
import type { Floats } from './silu.ts';
import { silu } from './silu.ts';

export type ForwardKind = 'linear' | 'bare' | 'values' | 'curved' | 'linear-tangents' | 'tangents';
export type BackKind = 'linear' | 'slopes' | 'tangents' | 'joined';

/** left, right, biases (or 0), result, slopes, bends, rows. */
const PARAMETERS = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

const { load, store, add, multiply, constant } = f32x4;

/** A place in an array that has the steps of the result. */
type Finish = (body: Body, here: (array: Word) => Word, offset: number, sum: Floats, arrays: Arrays) => void;

interface Arrays {
  readonly result: Word;
  readonly slopes: Word;
  readonly bends: Word;
}

const FORWARD: Readonly<Record<ForwardKind, Finish>> = {
  linear: (body, here, offset, sum, { result }) => body.do(store(here(result), sum, offset)),
  'linear-tangents': (body, here, offset, sum, { result }) => body.do(store(here(result), sum, offset)),
  bare: (body, here, offset, sum, { result }) => body.do(store(here(result), silu(body, sum, 0).value, offset)),
  values: (body, here, offset, sum, { result, slopes }) => {
    const { value, first } = silu(body, sum, 1);
    body.do(store(here(result), value, offset));
    body.do(store(here(slopes), first, offset));
  },
  curved: (body, here, offset, sum, { result, slopes, bends }) => {
    const { value, first, second } = silu(body, sum, 2);
    body.do(store(here(result), value, offset));
    body.do(store(here(slopes), first, offset));
    body.do(store(here(bends), second, offset));
  },
  tangents: (body, here, offset, sum, { result, slopes, bends }) => {
    body.do(store(here(result), multiply(load(here(slopes), offset), sum), offset));
    body.do(store(here(bends), multiply(load(here(bends), offset), sum), offset));
  },
};

const BACK: Readonly<Record<BackKind, Finish>> = {
  linear: (body, here, offset, sum, { result }) => body.do(store(here(result), sum, offset)),
  slopes: (body, here, offset, sum, { slopes }) => body.do(store(here(slopes), multiply(load(here(slopes), offset), sum), offset)),
  tangents: (body, here, offset, sum, { result, slopes, bends }) => {
    body.do(store(here(result), multiply(load(here(slopes), offset), sum), offset));
    body.do(store(here(bends), multiply(load(here(bends), offset), sum), offset));
  },
  joined: (body, here, offset, sum, { slopes, bends }) =>
    body.do(store(here(slopes), add(multiply(load(here(slopes), offset), sum), load(here(bends), offset)), offset)),
};

const endsOf = (start: Ends['start'], finish: Finish, arrays: Arrays): Ends => ({
  start,
  finish: (body, at, offset, sum) => finish(body, (array) => plus(array, at), offset, sum, arrays),
});

const ZERO: Ends['start'] = () => constant(0);
const isOfTangents = (kind: ForwardKind): boolean => kind === 'tangents' || kind === 'linear-tangents';

export const addForward = (builder: ModuleBuilder, { inputs, outputs }: PlacedLayer, kind: ForwardKind): Callable<Type> =>
  builder.function<typeof PARAMETERS, 'i32'>(`forward ${kind} ${inputs} ${outputs}`, PARAMETERS, null,
    (body, left, right, biases, result, slopes, bends, rows) => {
      const start: Ends['start'] = isOfTangents(kind) ? ZERO
        : (_, _0, columns, _1, vector) => load(plus(biases, columns), vector * VECTOR);
      product(body, { left, right, rows, depth: i32.constant(inputs) }, outputs,
        { row: inputs * FLOAT, depth: FLOAT, right: outputs * FLOAT, result: outputs * FLOAT },
        endsOf(start, FORWARD[kind], { result, slopes, bends }));
      return null;
    }, false);

/** `right` is Wᵀ, outputs × inputs. */
export const addBack = (builder: ModuleBuilder, { inputs, outputs }: PlacedLayer, kind: BackKind): Callable<Type> =>
  builder.function<typeof PARAMETERS, 'i32'>(`back ${kind} ${inputs} ${outputs}`, PARAMETERS, null,
    (body, left, right, _, result, slopes, bends, rows) => {
      product(body, { left, right, rows, depth: i32.constant(outputs) }, inputs,
        { row: outputs * FLOAT, depth: FLOAT, right: inputs * FLOAT, result: inputs * FLOAT },
        endsOf(ZERO, BACK[kind], { result, slopes, bends }));
      return null;
    }, false);

/** (X, G, gradient of W, rows): adds Xᵀ G. */
export const addMatrixGradient = (builder: ModuleBuilder, { inputs, outputs }: PlacedLayer): Callable<Type> =>
  builder.function<readonly ['i32', 'i32', 'i32', 'i32'], 'i32'>(`gradient ${inputs} ${outputs}`, ['i32', 'i32', 'i32', 'i32'], null,
    (body, x, g, gradient, rows) => {
      const stride = outputs * FLOAT;
      product(body, { left: x, right: g, rows: i32.constant(inputs), depth: rows }, outputs,
        { row: FLOAT, depth: inputs * FLOAT, right: stride, result: stride }, {
          start: (_, at, _0, row, vector) => load(plus(gradient, at), row * stride + vector * VECTOR),
          finish: (_, at, offset, sum) => body.do(store(plus(gradient, at), sum, offset)),
        });
      return null;
    }, false);

/** (G, gradient of b, rows): adds the sum of the rows. */
export const addBiasGradient = (builder: ModuleBuilder, { outputs }: PlacedLayer): Callable<Type> =>
  builder.function<readonly ['i32', 'i32', 'i32'], 'i32'>(`biases ${outputs}`, ['i32', 'i32', 'i32'], null, (body, g, gradient, rows) => {
    const stride = outputs * FLOAT;
    body.count(i32.constant(0), i32.constant(stride), VECTOR, (column) => {
      const sums = Array.from({ length: TILE_ROWS }, () => body.variable('f32x4', constant(0)));
      const from = body.variable('i32', plus(g, column));
      body.count(i32.constant(0), rows, TILE_ROWS, () => {
        sums.forEach((sum, k) => body.set(sum, add(sum.now, load(from.now, k * stride))));
        body.set(from, plus(from.now, i32.constant(TILE_ROWS * stride)));
      });
      const [a, b, c, d] = sums.map((sum) => sum.now) as [Floats, Floats, Floats, Floats];
      body.do(store(plus(gradient, column), add(load(plus(gradient, column)), add(add(a, b), add(c, d)))));
    });
    return null;
  }, false);

/** Of four rows of four. */
const transposed = (body: Body, rows: readonly Floats[]): readonly Floats[] => {
  const [a, b, c, d] = rows as readonly [Floats, Floats, Floats, Floats];
  const low = [body.let(shuffleWords(a, b, [0, 4, 1, 5])), body.let(shuffleWords(c, d, [0, 4, 1, 5]))] as const;
  const high = [body.let(shuffleWords(a, b, [2, 6, 3, 7])), body.let(shuffleWords(c, d, [2, 6, 3, 7]))] as const;
  return [
    shuffleWords(low[0], low[1], [0, 1, 4, 5]), shuffleWords(low[0], low[1], [2, 3, 6, 7]),
    shuffleWords(high[0], high[1], [0, 1, 4, 5]), shuffleWords(high[0], high[1], [2, 3, 6, 7]),
  ];
};

/** (W, Wᵀ): copies a matrix, transposed, four by four. */
export const addTranspose = (builder: ModuleBuilder, { inputs, outputs }: PlacedLayer): Callable<Type> =>
  builder.function<readonly ['i32', 'i32'], 'i32'>(`transpose ${inputs} ${outputs}`, ['i32', 'i32'], null, (body, from, to) => {
    body.count(i32.constant(0), i32.constant(inputs), TILE_ROWS, (i) => {
      const target = body.variable('i32', plus(to, i32.multiply(i, i32.constant(FLOAT))));
      const source = body.let(plus(from, i32.multiply(i, i32.constant(outputs * FLOAT))));
      body.count(i32.constant(0), i32.constant(outputs * FLOAT), VECTOR, (column) => {
        const rows = [0, 1, 2, 3].map((row) => body.let(load(plus(source, column), row * outputs * FLOAT)));
        transposed(body, rows).forEach((row, k) => body.do(store(target.now, row, k * inputs * FLOAT)));
        body.set(target, plus(target.now, i32.constant(4 * inputs * FLOAT)));
      });
    });
    return null;
  }, false);
