/**
 * A round of the method of Euler and Maruyama, as code: some blocks of random numbers, and the steps that they last for.
 *
 *   X_{k+1} = X_k + f(t_k, X_k) h + G(t_k, X_k) √h Z_k
 *
 * A block has four normal numbers and a step takes as many as there are noises; a round is the fewest steps that come out even.
 * On a coarser grid that shares its Brownian path with a finer one, a step takes the numbers of `merged` fine steps: its increment
 * is their sum, added up in pairs as `paths/simulate.ts` does.
 */
import { emitGraph } from '../../compile/emit.ts';
import type { Node } from '../../compile/graph.ts';
import type { Body, Variable } from '../../wasm/body.ts';
import type { Doubles } from '../../wasm/polynomial.ts';
import { f64, i32 } from '../../wasm/scalars.ts';
import type { Value } from '../../wasm/value.ts';
import { f64x2 } from '../../wasm/vectors.ts';
import type { FourNumbers, FourPaths, Half } from './four-paths.ts';
import { counterOf, HALVES } from './four-paths.ts';
import { normalsOf } from './normals.ts';
import type { Schedule } from './threefry.ts';
import { threefryOf } from './threefry.ts';

export interface NodeEquation {
  readonly dimension: number;
  readonly noises: number;
  /** One entry a component. Input 0 of the nodes is t, inputs 1 … dimension are the state. */
  readonly drift: readonly Node[];
  /** Row-major, dimension × noises. */
  readonly diffusion: readonly Node[];
}

/** One entry a component: the variables of its four paths. */
export type State = readonly (readonly [Variable<'f64x2'>, Variable<'f64x2'>])[];

/** What does not change while four paths run. */
export interface Run {
  readonly schedule: Schedule;
  readonly first: FourNumbers;
  /** Its block, counted from the first one. */
  readonly block: Variable<'i32'>;
  readonly state: State;
  readonly steps: Value<'i32'>;
  readonly start: Value<'f64'>;
  readonly stepLength: Value<'f64'>;
  /** h, and ±√h of the fine grid, in both lanes. */
  readonly h: Doubles;
  readonly scale: Doubles;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** Steps and blocks of a round, where a step takes so many normal numbers. The steps are 1, 2 or 4. */
export const roundOf = (numbers: number): { readonly steps: number; readonly blocks: number } => {
  if (numbers === 0) return { steps: 1, blocks: 0 };
  const common = greatestCommonDivisor(4, numbers);
  return { steps: 4 / common, blocks: numbers / common };
};

/** A sum in pairs, of a power of two of terms. */
const pairwise = (terms: readonly Doubles[]): Doubles => {
  if (terms.length === 1) return terms[0] as Doubles;
  const middle = terms.length / 2;
  return f64x2.add(pairwise(terms.slice(0, middle)), pairwise(terms.slice(middle)));
};

/** The increment of each noise, of one half, from the normal numbers of a step, fine step after fine step. */
const incrementsOf = (
  body: Body, normals: readonly FourPaths[], half: Half, noises: number, scale: Doubles,
): readonly Doubles[] => Array.from({ length: noises }, (_, j) => {
  const own = normals.filter((_normal, place) => place % noises === j);
  return body.let(pairwise(own.map((z) => f64x2.multiply(z[half], scale))));
});

const isZero = (node: Node): boolean => node.kind === 'constant' && node.value === 0;

/** One step of the two paths of a half. Parts that are zero for every state are left out. */
const step = (
  body: Body, { dimension, noises, drift, diffusion }: NodeEquation, { state, h }: Run, half: Half, time: Doubles,
  increments: readonly Doubles[],
): void => {
  const x = state.map((component) => component[half].now);
  const values = emitGraph(body, [...drift, ...diffusion], (index) => (index === 0 ? time : x[index - 1] as Doubles));
  const next = x.map((component, i) => {
    let sum = isZero(drift[i] as Node) ? component : f64x2.add(component, f64x2.multiply(values[i] as Doubles, h));
    increments.forEach((increment, j) => {
      const place = i * noises + j;
      if (!isZero(diffusion[place] as Node)) sum = f64x2.add(sum, f64x2.multiply(values[dimension + place] as Doubles, increment));
    });
    return body.let(sum);
  });
  // Every component is computed before any is set: all step at once.
  next.forEach((value, i) => body.set((state[i] as State[number])[half], value));
};

/**
 * The round from step k on. `last`: there may be fewer steps left than it has, and each is asked for; the other rounds do
 * without the question, which would keep the engine from computing the random numbers of a round side by side.
 */
export const round = (body: Body, equation: NodeEquation, merged: number, run: Run, k: Value<'i32'>, last: boolean): void => {
  const { noises } = equation;
  const numbers = noises * merged;
  const { steps, blocks } = roundOf(numbers);
  const normals: FourPaths[] = [];
  for (let b = 0; b < blocks; b += 1) {
    const counter = counterOf(body, run.first, i32.add(run.block.now, i32.constant(b)));
    normals.push(...normalsOf(body, threefryOf(body, counter, run.schedule)));
  }
  body.set(run.block, i32.add(run.block.now, i32.constant(blocks)));
  for (let s = 0; s < steps; s += 1) {
    const now = body.let(i32.add(k, i32.constant(s)));
    const take = (): void => {
      const time = body.let(f64x2.splat(f64.add(run.start, f64.multiply(run.stepLength, f64.fromWord(now)))));
      const own = normals.slice(s * numbers, (s + 1) * numbers);
      for (const half of HALVES) step(body, equation, run, half, time, incrementsOf(body, own, half, noises, run.scale));
    };
    if (last) body.if(i32.less(now, run.steps), take);
    else take();
  }
};
