/**
 * The method of Euler and Maruyama as a WebAssembly module: any equation whose coefficients are nodes of a graph, four paths at a
 * time, states in registers, random numbers made where they are used (`round.ts`).
 *
 * Component j of step k of path p takes normal number p · stride + k · noises + j of the stream (`paths/noise-index.ts`), so that
 * a path is a function of its number: whatever draws it, and in however many threads, it is the same.
 *
 * Memory (imported, shared): component c of path p is the double at place p · dimension + c, the start before, the end after. A
 * path that leaves [−LARGEST, LARGEST] or is no number ends as NaN, and so does one that takes sin, cos or tan of an angle beyond
 * 51,000 (`wasm/circular.ts`); it is looked at after every round.
 */
import type { Body } from '../../wasm/body.ts';
import { ModuleBuilder } from '../../wasm/module.ts';
import type { Doubles } from '../../wasm/polynomial.ts';
import { i32 } from '../../wasm/scalars.ts';
import { readAs } from '../../wasm/value.ts';
import { f64x2, i32x4, i64x2 } from '../../wasm/vectors.ts';
import type { WasmModule } from '../../wasm/webassembly.ts';
import { LARGEST } from '../plan.ts';
import { firstBlocks, HALVES, LANES, loadFour, storeFour } from './four-paths.ts';
import type { NodeEquation, Run, State } from './round.ts';
import { round, roundOf } from './round.ts';
import type { Schedule } from './threefry.ts';

export type { NodeEquation } from './round.ts';

export interface PathKernel {
  readonly dimension: number;
  readonly noises: number;
  /** Fine steps in one of its steps: 1, 2, 4, … */
  readonly merged: number;
  readonly module: WasmModule;
}

/**
 * What the module's `run` takes: the first path and the one after the last, steps, blocks a path, the time of the start, h,
 * ±√h of the fine grid, and the five words of the key's schedule.
 */
const PARAMETERS = ['i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/** The most pages that a memory may have: 4 GiB. */
export const MOST_PAGES = 65536;
const DOUBLE = 8;

const checkEquation = ({ dimension, noises, drift, diffusion }: NodeEquation): void => {
  if (drift.length !== dimension || diffusion.length !== dimension * noises) {
    throw new RangeError(`${drift.length} drifts and ${diffusion.length} entries of noise in dimension ${dimension} × ${noises}`);
  }
};

/** All rounds of four paths; gives for each half where a path left every bound. */
const walk = (body: Body, equation: NodeEquation, merged: number, run: Run): readonly Doubles[] => {
  const faults = HALVES.map(() => body.variable('i64x2', i64x2.constant(0n)));
  const look = (): void => HALVES.forEach((half) => {
    const fault = faults[half] as (typeof faults)[number];
    for (const component of run.state) {
      const within = f64x2.lessOrEqual(f64x2.absolute(component[half].now), f64x2.constant(LARGEST));
      body.set(fault, i64x2.or(fault.now, i64x2.not(within)));
    }
  });
  const { steps } = roundOf(equation.noises * merged);
  const whole = body.let(i32.and(run.steps, i32.constant(-steps)));
  body.count(i32.constant(0), whole, steps, (k) => {
    round(body, equation, merged, run, k, false);
    look();
  });
  if (steps > 1) {
    body.if(i32.less(whole, run.steps), () => {
      round(body, equation, merged, run, whole, true);
      look();
    });
  }
  return faults.map((fault) => readAs('f64x2', fault.now));
};

/**
 * Compiles an equation once; the module serves any stream, plan and start. With `merged` (a power of two) its grid has that many
 * fewer steps than the plan says, driven by the same Brownian paths: a coarser level, coupled with the others.
 */
export const pathKernel = (equation: NodeEquation, merged = 1): PathKernel => {
  checkEquation(equation);
  if (!Number.isInteger(Math.log2(merged)) || merged < 1) throw new RangeError(`${merged} steps in one: no power of two`);
  const { dimension, noises } = equation;
  const stride = dimension * DOUBLE;
  const builder = new ModuleBuilder({ pages: 1, imported: { shared: true, maximum: MOST_PAGES } });
  builder.function('run', PARAMETERS, null, (body, from, to, steps, blocks, start, stepLength, scale, ...key) => {
    const schedule = key.map((word) => body.let(i32x4.splat(word))) as readonly unknown[] as Schedule;
    const [h, root] = [body.let(f64x2.splat(stepLength)), body.let(f64x2.splat(scale))];
    body.count(from, to, LANES, (path) => {
      const address = body.let(i32.multiply(path, i32.constant(stride)));
      const state: State = Array.from({ length: dimension }, (_, c) => {
        const [low, high] = loadFour(body, address, c * DOUBLE, stride);
        return [body.variable('f64x2', low), body.variable('f64x2', high)];
      });
      const faults = walk(body, equation, merged, {
        schedule, first: firstBlocks(body, path, blocks), block: body.variable('i32', i32.constant(0)), state,
        steps, start, stepLength, h, scale: root,
      });
      state.forEach((component, c) => {
        // All bits set is NaN.
        const [low, high] = HALVES.map((half) => body.let(f64x2.or(component[half].now, faults[half] as Doubles)));
        storeFour(body, address, [low as Doubles, high as Doubles], c * DOUBLE, stride);
      });
    });
    return null;
  });
  return { dimension, noises, merged, module: builder.compile() };
};
