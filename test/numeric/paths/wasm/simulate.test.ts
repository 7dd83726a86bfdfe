/**
 * Compiled paths: those of the reference, path by path, and the same in any number of threads.
 */
import { describe, expect, test } from 'vitest';
import { rational } from '../../../../src/kernel/rational.ts';
import { graph } from '../../../../src/numeric/compile/graph.ts';
import { interpreterOf } from '../../../../src/numeric/compile/scalar.ts';
import type { StochasticEquation } from '../../../../src/numeric/paths/equation.ts';
import { startAt } from '../../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../../src/numeric/paths/euler-maruyama.ts';
import type { Plan } from '../../../../src/numeric/paths/plan.ts';
import { coupledEndPoints, endPoints } from '../../../../src/numeric/paths/simulate.ts';
import type { NodeEquation } from '../../../../src/numeric/paths/wasm/kernel.ts';
import { pathKernel } from '../../../../src/numeric/paths/wasm/kernel.ts';
import { CHUNK, endPointsCompiled, endsOf, prepareWork } from '../../../../src/numeric/paths/wasm/simulate.ts';
import { endPointsInThreads, sharedCounter, startWorker } from '../../../../src/numeric/paths/wasm/threads.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';
import type { WasmModule } from '../../../../src/numeric/wasm/webassembly.ts';
import { faultOf } from '../../fault.ts';

const g = graph();
const c = g.fromNumber;
const [t, x, y, z] = [g.input(0), g.input(1), g.input(2), g.input(3)];
const stream = streamOf(11, 'compiled paths');

/** The same equation for the reference, through the interpreter. */
const interpreted = ({ dimension, noises, drift, diffusion }: NodeEquation): StochasticEquation => {
  const evaluator = (nodes: NodeEquation['drift']) => {
    const interpreter = interpreterOf(nodes, dimension + 1);
    return (time: number, state: Float64Array, out: Float64Array): void => {
      interpreter.table[0] = time;
      interpreter.table.set(state, 1);
      interpreter.evaluate();
      interpreter.results.forEach((place, k) => { out[k] = interpreter.table[place] as number; });
    };
  };
  return { dimension, noises, drift: evaluator(drift), diffusion: evaluator(diffusion) };
};

const EQUATIONS: Readonly<Record<string, NodeEquation>> = {
  'an Ornstein–Uhlenbeck process': { dimension: 1, noises: 1, drift: [g.multiply(c(-1.5), g.subtract(x, c(0.25)))], diffusion: [c(0.75)] },
  'a drift of time and state, two noises': {
    dimension: 1, noises: 2, drift: [g.subtract(g.call('sin', g.multiply(t, c(3))), g.call('tanh', x))],
    diffusion: [g.call('sqrt', g.add(c(1), g.multiply(x, x))), g.call('exp', g.negate(t))],
  },
  'dimension 2, three noises, one entry zero': {
    dimension: 2, noises: 3, drift: [g.negate(y), x],
    diffusion: [c(0.5), g.multiply(c(0.25), g.call('cos', y)), g.zero, g.power(g.add(c(1), g.multiply(x, x)), rational(-1, 3)), c(0.1), c(-0.3)],
  },
  'dimension 3, five noises, one component without': {
    dimension: 3, noises: 5, drift: [y, z, g.negate(g.call('atan', x))],
    diffusion: [g.zero, g.zero, g.zero, g.zero, g.zero, c(0.1), c(0.2), c(0.3), c(0.4), c(0.5), g.call('Phi', x), c(1), t, c(-1), c(0)],
  },
  'no noise': { dimension: 1, noises: 0, drift: [g.multiply(x, g.subtract(c(1), x))], diffusion: [] },
  'no drift': { dimension: 1, noises: 1, drift: [g.zero], diffusion: [x] },
};

describe('compiled paths are those of the reference', () => {
  test.each(Object.entries(EQUATIONS))('%s', (_, equation) => {
    const kernel = pathKernel(equation);
    const start = startAt([0.5, -0.25, 1].slice(0, equation.dimension));
    for (const steps of [1, 2, 7, 12]) {
      const plan: Plan = { from: 0.25, horizon: 1.25, steps, paths: 7 };
      const ours = endPointsCompiled(kernel, start, plan, stream);
      const reference = endPoints(interpreted(equation), eulerMaruyama, start, plan, stream);
      // A dozen steps, each off by a few roundings of numbers of the size of 1, and no growth beyond e.
      ours.forEach((value, i) => expect(Math.abs(value - (reference[i] as number))).toBeLessThan(steps * 2e-15 * (1 + Math.abs(value))));
    }
  });

  test('starts of their own, one for each path', () => {
    const kernel = pathKernel({ dimension: 2, noises: 0, drift: [g.zero, g.one], diffusion: [] });
    const ends = endPointsCompiled(kernel, (path, out) => out.set([path, -path]), { from: 0, horizon: 1, steps: 4, paths: 5 }, stream);
    expect([...ends]).toEqual([0, 1, 1, 0, 2, -1, 3, -2, 4, -3]);
  });

  test.each(Object.entries(EQUATIONS))('on coarser grids that share their Brownian path: %s', (_, equation) => {
    const start = startAt([0.5, -0.25, 1].slice(0, equation.dimension));
    const plan: Plan = { from: 0, horizon: 1, steps: 20, paths: 5 };
    coupledEndPoints(interpreted(equation), eulerMaruyama, start, plan, 3, stream).forEach((reference, level) => {
      const ours = endPointsCompiled(pathKernel(equation, 2 ** level), start, plan, stream);
      ours.forEach((value, i) => expect(Math.abs(value - (reference[i] as number))).toBeLessThan(5e-14 * (1 + Math.abs(value))));
    });
  });

  test('mirrored, they are driven by −W', () => {
    const kernel = pathKernel({ dimension: 1, noises: 1, drift: [g.zero], diffusion: [g.one] });
    const plan: Plan = { from: 0, horizon: 2, steps: 5, paths: 9 };
    const [plus, minus] = ([1, -1] as const).map((mirror) => endPointsCompiled(kernel, startAt([0]), plan, stream, mirror));
    expect([...plus as Float64Array].map((value) => -value)).toEqual([...minus as Float64Array]);
  });

  test('the mean and the variance of the process, within 6 standard errors', () => {
    const plan: Plan = { from: 0, horizon: 1, steps: 8, paths: 20_000 };
    const ends = endPointsCompiled(pathKernel(EQUATIONS['an Ornstein–Uhlenbeck process'] as NodeEquation), startAt([1]), plan, stream);
    const keep = 1 - 1.5 / 8;
    const mean = 0.25 + 0.75 * keep ** 8;
    const variance = (0.75 ** 2 / 8) * ((1 - keep ** 16) / (1 - keep ** 2));
    const measured = ends.reduce((sum, value) => sum + value, 0) / plan.paths;
    const spread = ends.reduce((sum, value) => sum + (value - mean) ** 2, 0) / plan.paths;
    expect(Math.abs(measured - mean)).toBeLessThan(6 * Math.sqrt(variance / plan.paths));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(6 * Math.sqrt(2 / plan.paths));
  });
});

describe('in threads', () => {
  const kernel = pathKernel(EQUATIONS['dimension 2, three noises, one entry zero'] as NodeEquation);
  const plan: Plan = { from: 0, horizon: 1, steps: 5, paths: 5 * CHUNK + 3 };

  test('the ends do not depend on how many there are', async () => {
    const one = endPointsCompiled(kernel, startAt([0.5, 0]), plan, stream);
    for (const threads of [1, 2, 3]) {
      expect(await endPointsInThreads(kernel, startAt([0.5, 0]), plan, stream, threads)).toEqual(one);
    }
    // A path is a function of its number: more paths do not change the first ones.
    const few = endPointsCompiled(kernel, startAt([0.5, 0]), { ...plan, paths: 6 }, stream);
    expect(one.subarray(0, 12)).toEqual(few);
  });

  test('a worker alone draws the same, and ends', async () => {
    const work = prepareWork(kernel, startAt([0.5, 0]), plan, stream, 1);
    await startWorker(work, sharedCounter());
    expect(endsOf(work, plan)).toEqual(endPointsCompiled(kernel, startAt([0.5, 0]), plan, stream));
  });

  test('chunk after chunk they are those of the reference', () => {
    const equation = interpreted(EQUATIONS['dimension 2, three noises, one entry zero'] as NodeEquation);
    const long: Plan = { ...plan, paths: CHUNK + 9, steps: 2 };
    const reference = endPoints(equation, eulerMaruyama, startAt([0.5, 0]), long, stream);
    const ends = endPointsCompiled(kernel, startAt([0.5, 0]), long, stream);
    expect(ends.every((value, i) => Math.abs(value - (reference[i] as number)) < 1e-14)).toBe(true);
  });

  test('a module that does not run is an error, on any number of threads', async () => {
    const broken = { ...kernel, module: {} as WasmModule };
    await expect(endPointsInThreads(broken, startAt([0, 0]), plan, stream, 2)).rejects.toThrow('WebAssembly');
    await expect(startWorker(prepareWork(broken, startAt([0, 0]), plan, stream, 1), sharedCounter())).rejects.toThrow('WebAssembly');
  });

  test('a worker that ends before its time is an error: its paths would be where they started', async () => {
    const work = prepareWork(kernel, startAt([0.5, 0]), plan, stream, 1);
    const leaves = 'process.exit(3);';
    await expect(startWorker(work, sharedCounter(), new URL(`data:text/javascript,${encodeURIComponent(leaves)}`))).rejects.toThrow('code 3');
  });

  test('there is at least one', () =>
    expect(endPointsInThreads(kernel, startAt([0, 0]), plan, stream, 0)).rejects.toThrow('0 threads'));
});

describe('bad input', () => {
  const cubic = pathKernel({ dimension: 1, noises: 1, drift: [g.power(x, rational(3))], diffusion: [c(0.5)] });
  const plan: Plan = { from: 0, horizon: 4, steps: 64, paths: 50 };

  test('a path that explodes is named', async () => {
    expect(() => endPointsCompiled(cubic, (path, out) => out.fill(path === 17 ? 5 : 0), { ...plan, horizon: 0.5 }, stream))
      .toThrow('path 17 left every bound');
    await expect(endPointsInThreads(cubic, startAt([5]), plan, stream, 2)).rejects.toThrow('path 0 left every bound');
  });

  test('a large whole power of a negative state is no explosion', () => {
    const kernel = pathKernel({ dimension: 1, noises: 0, drift: [g.power(x, rational(65))], diffusion: [] });
    const ends = endPointsCompiled(kernel, startAt([-0.5]), { from: 0, horizon: 1, steps: 2, paths: 1 }, stream);
    expect(ends[0]).toBeCloseTo(-0.5, 15);
  });

  test('also one that would come back', () => {
    // 10^150 t (2 − t) − x, in steps of 1 from 0: 0, 0, 10^150, 0.
    const pull = g.multiply(c(1e150), g.multiply(t, g.subtract(c(2), t)));
    const back = pathKernel({ dimension: 1, noises: 0, drift: [g.subtract(pull, x)], diffusion: [] });
    expect(faultOf(() => endPointsCompiled(back, startAt([0]), { from: 0, horizon: 3, steps: 3, paths: 1 }, stream))).toBe('exploded');
  });

  test('no horizon, no paths, too many for the memory', () => {
    expect(faultOf(() => endPointsCompiled(cubic, startAt([0]), { ...plan, horizon: 0 }, stream))).toBe('no-horizon');
    expect(faultOf(() => endPointsCompiled(cubic, startAt([0]), { ...plan, paths: 0 }, stream))).toBe('not-applicable');
    expect(faultOf(() => endPointsCompiled(cubic, startAt([0]), { ...plan, paths: 2 ** 30 }, stream))).toBe('not-applicable');
  });

  test('coefficients that do not fit the dimensions, steps that do not merge', () => {
    expect(() => pathKernel({ dimension: 2, noises: 1, drift: [x], diffusion: [c(1), c(1)] })).toThrow(RangeError);
    const equation = EQUATIONS['no drift'] as NodeEquation;
    expect(() => pathKernel(equation, 3)).toThrow('no power of two');
    expect(faultOf(() => endPointsCompiled(pathKernel(equation, 4), startAt([0]), { ...plan, steps: 6 }, stream))).toBe('not-applicable');
  });
});
