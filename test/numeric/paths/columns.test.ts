import { describe, expect, test } from 'vitest';
import type { ColumnEquation, ColumnStart } from '../../../src/numeric/paths/columns.ts';
import { coupledColumns } from '../../../src/numeric/paths/columns.ts';
import { startAt } from '../../../src/numeric/paths/equation.ts';
import type { StochasticEquation } from '../../../src/numeric/paths/equation.ts';
import { eulerMaruyama } from '../../../src/numeric/paths/euler-maruyama.ts';
import { coupledEndPoints, incrementsOf } from '../../../src/numeric/paths/simulate.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { faultOf } from '../fault.ts';
import { commutative } from './equations.ts';

const PLAN = { from: 0, horizon: 1, steps: 16, paths: 20 };

/** The same equation, column by column. */
const inColumns = ({ dimension, noises, drift, diffusion }: StochasticEquation, stratonovich: readonly boolean[] = []): ColumnEquation => ({
  dimension, noises, stratonovich,
  at: (t) => (states, count, driftOut, noiseOut) => {
    const [x, f, G] = [new Float64Array(dimension), new Float64Array(dimension), new Float64Array(dimension * noises)];
    for (let p = 0; p < count; p++) {
      states.slice(0, dimension).forEach((column, i) => { x[i] = column[p]!; });
      drift(t, x, f);
      diffusion(t, x, G);
      f.forEach((value, i) => { driftOut[i]![p] = value; });
      G.forEach((value, k) => { noiseOut[k]![p] = value; });
    }
  },
});

const startColumns = (point: readonly number[]): ColumnStart => (_, count, out) => out.forEach((column, i) => column.fill(point[i]!, 0, count));

describe('paths in columns', () => {
  test('are the paths that are walked one by one, on every grid', () => {
    const [equation, stream] = [commutative(), streamOf(1)];
    const one = coupledEndPoints(equation, eulerMaruyama, startAt([1, 2]), PLAN, 3, stream);
    const all = coupledColumns(inColumns(equation), startColumns([1, 2]), PLAN, 3, stream);
    one.forEach((ends, level) => ends.forEach((x, k) => expect(all[level]![k]).toBeCloseTo(x, 12)));
  });

  test('do not depend on how many of them are drawn, beyond a chunk', () => {
    const [equation, stream] = [inColumns(commutative()), streamOf(2)];
    const plan = { ...PLAN, steps: 2, paths: 5000 };
    const many = coupledColumns(equation, startColumns([1, 2]), plan, 1, stream)[0]!;
    const few = coupledColumns(equation, startColumns([1, 2]), { ...plan, paths: 4200 }, 1, stream)[0]!;
    expect(few).toEqual(many.subarray(0, few.length));
  });

  test('in mirrored pairs follow W and −W', () => {
    const additive: StochasticEquation = {
      dimension: 1, noises: 1, drift: (_, _x, out) => { out[0] = 0.5; }, diffusion: (_, _x, out) => { out[0] = 2; },
    };
    const ends = coupledColumns(inColumns(additive), startColumns([1]), PLAN, 1, streamOf(3), true)[0]!;
    for (let p = 0; p < PLAN.paths; p++) {
      expect(ends[2 * p]! + ends[2 * p + 1]!).toBeCloseTo(3, 12);
      expect(ends[2 * p]).not.toBeCloseTo(1.5, 6);
    }
  });

  test('of Stratonovich’s dX = X ∘ dW end near exp W: the distance falls with the step', () => {
    const geometric: StochasticEquation = {
      dimension: 1, noises: 1, drift: (_, _x, out) => { out[0] = 0; }, diffusion: (_, x, out) => { out[0] = x[0]!; },
    };
    const stream = streamOf(4);
    const plan = { from: 0, horizon: 1, steps: 256, paths: 200 };
    const distances = coupledColumns(inColumns(geometric, [true]), startColumns([1]), plan, 5, stream).map((ends) =>
      Math.sqrt(ends.reduce((sum, x, p) => sum + (Math.log(x) - incrementsOf(1, plan, stream, p).reduce((a, b) => a + b, 0)) ** 2, 0) / plan.paths));
    // Strong order 1: with a sixteenth of the step a sixteenth of the distance, of which half is asked for. Itô's solution is ½ away.
    expect(distances[0]! * 8).toBeLessThan(distances[4]!);
    expect(distances[0]).toBeLessThan(0.01);
  });
});

describe('bad input is told by name', () => {
  test('a state that leaves every bound', () => {
    const explosive: StochasticEquation = {
      dimension: 1, noises: 0, drift: (_, x, out) => { out[0] = 1e30 * x[0]! ** 3; }, diffusion: () => undefined,
    };
    expect(faultOf(() => coupledColumns(inColumns(explosive), startColumns([1]), PLAN, 1, streamOf(1)))).toBe('exploded');
  });
  test('steps that cannot be halved, and a horizon of zero', () => {
    const equation = inColumns(commutative());
    expect(faultOf(() => coupledColumns(equation, startColumns([1, 2]), { ...PLAN, steps: 6 }, 3, streamOf(1)))).toBe('not-applicable');
    expect(faultOf(() => coupledColumns(equation, startColumns([1, 2]), { ...PLAN, horizon: 0 }, 1, streamOf(1)))).toBe('no-horizon');
  });
});
