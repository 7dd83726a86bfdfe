/**
 * Stochastic equations from kernel expressions: the components arrive where the path kernel looks for them.
 */
import { expect, test } from 'vitest';
import { coordinate, dot, exp, field, gradient, log, minus, num, parameter, plus, T_VARIABLE, times, use, X_VARIABLE } from '../../../../src/kernel/expression.ts';
import { rational } from '../../../../src/kernel/rational.ts';
import type { Instance } from '../../../../src/numeric/instance/instance.ts';
import { scalarVariables } from '../../../../src/numeric/instance/instance.ts';
import { startAt } from '../../../../src/numeric/paths/equation.ts';
import { nodeEquation } from '../../../../src/numeric/paths/wasm/equation.ts';
import { pathKernel } from '../../../../src/numeric/paths/wasm/kernel.ts';
import { endPointsCompiled } from '../../../../src/numeric/paths/wasm/simulate.ts';
import { streamOf } from '../../../../src/numeric/random/streams.ts';

const [A, G] = [parameter('A', { shape: ['n', 'n'] }), parameter('G', { shape: ['n', 'm'] })];
const p = field('p', [X_VARIABLE]);
const [x1, x2] = scalarVariables(X_VARIABLE, 2).map(use);
const stream = streamOf(3);

const INSTANCE: Instance = {
  spaces: new Map([['n', 2], ['m', 3]]),
  parameters: new Map([
    ['A', [-1, 4, -2, -1].map((k) => rational(k, 4))], ['G', [1, 2, 0, 0, -1, 3].map((k) => rational(k, 8))],
  ]),
  fields: new Map([['p', {
    slots: [scalarVariables(X_VARIABLE, 2)], components: [exp(minus(plus(times(x1!, x1!), times(num(2), x2!, x2!))))],
  }]]),
};

test('a linear drift and a matrix of noise: one step by hand', () => {
  const equation = nodeEquation(dot(use(A), use(X_VARIABLE)), use(G), INSTANCE, T_VARIABLE, X_VARIABLE);
  expect([equation.dimension, equation.noises]).toEqual([2, 3]);
  const ends = endPointsCompiled(pathKernel(equation), startAt([1, 2]), { from: 0, horizon: 0.25, steps: 1, paths: 1 }, stream);
  const [a, b, c] = [0, 1, 2].map((k) => 0.5 * stream.normal(k)) as [number, number, number];
  expect(ends[0]).toBeCloseTo(1 + 0.25 * (-0.25 + 2) + a / 8 + b / 4, 14);
  expect(ends[1]).toBeCloseTo(2 + 0.25 * (-0.5 - 0.5) - b / 8 + (3 * c) / 8, 14);
});

test('a drift that is a score', () => {
  const equation = nodeEquation(gradient(log(use(p))), use(G), INSTANCE, T_VARIABLE, X_VARIABLE);
  const still = { ...equation, noises: 0, diffusion: [] };
  const ends = endPointsCompiled(pathKernel(still), startAt([1, 2]), { from: 0, horizon: 0.5, steps: 1, paths: 1 }, stream);
  expect([...ends].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([1 + 0.5 * -2, 2 + 0.5 * -8]);
});

test('scalars in dimension 1, with the time', () => {
  const y = coordinate('y', null);
  const equation = nodeEquation(times(use(T_VARIABLE), use(y)), num(0), INSTANCE, T_VARIABLE, y);
  const ends = endPointsCompiled(pathKernel(equation), startAt([3]), { from: 1, horizon: 2, steps: 2, paths: 1 }, stream);
  expect(ends[0]).toBe(3 * 1.5 * 1.75);
});

test('a vector where a matrix is wanted', () => {
  const vector = parameter('v', { shape: ['m'] });
  const instance = { ...INSTANCE, parameters: new Map([...INSTANCE.parameters, ['v', [1, 2, 3].map((k) => rational(k))]]) };
  expect(() => nodeEquation(use(X_VARIABLE), use(vector), instance, T_VARIABLE, X_VARIABLE)).toThrow(RangeError);
});
