import { describe, expect, it } from 'vitest';
import { GoalError } from '../../src/calculus/goal-error.ts';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { logDensityEquation } from '../../src/calculus/log-density.ts';
import { probabilityFlow } from '../../src/calculus/probability-flow.ts';
import { otherClock, reversedDrift, timeReversal } from '../../src/calculus/time-reversal.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  at, dot, gradient, identity, log, minus, num, over, parameter, plus, subtract, times, transpose, use,
} from '../../src/kernel/expression.ts';
import type { Process } from '../../src/language/statement.ts';
import { agree, componentsOf } from './components.ts';
import { backward, block, matrixField, noise, process, scalarField, t, v, vectorField, worldOf, x } from './samples.ts';

const [f, G, p] = [vectorField('f', x), matrixField('G', x), scalarField('p', x)];
const world = worldOf(f, G, p);
const X = process(block(x, use(f), noise(use(G), 'n')));
const same = (left: Expression, right: Expression): boolean => agree(componentsOf(left, world), componentsOf(right, world));
const reversed = (of: Process): Process => ({
  ...of, blocks: of.blocks.map((b) => ({ ...b, drift: reversedDrift(of, b, use(p)) })),
});

describe('the time reversal', () => {
  it('spreads the density as the forward process does, with the sign of time turned', () => {
    expect(same(forwardOperator(reversed(X), use(p)), minus(forwardOperator(X, use(p))))).toBe(true);
  });

  it('needs the divergence of D', () => {
    const D = dot(use(G), transpose(use(G)));
    const without = process(block(x, plus(minus(use(f)), dot(D, gradient(log(use(p))))), noise(use(G), 'n')));
    expect(same(forwardOperator(without, use(p)), minus(forwardOperator(X, use(p))))).toBe(false);
  });

  it('takes every function at T − t', () => {
    const T = parameter('T');
    const timed = process(block(x, use(vectorField('f', x, t)), noise(times(use(scalarField('g', t)), identity('n')), 'n')));
    const [only] = timeReversal(timed, use(scalarField('p', x, t)), use(T)).blocks;
    const later = [{ variable: t, value: subtract(use(T), use(t)) }];
    expect(only?.noises[0]?.coefficient).toEqual(at(times(use(scalarField('g', t)), identity('n')), later));
    expect(only?.drift.kind).toBe('at');
  });

  it('of a process that is already backward is refused', () => {
    expect(() => reversedDrift(backward(X), block(x, num(0)), use(p))).toThrow(GoalError);
    expect(otherClock(backward(X)).backward).toBe(false);
  });

  it('spreads the density of several blocks with common noise', () => {
    const [A, B, q] = [matrixField('A', x, v), matrixField('B', x, v), scalarField('q', x, v)];
    const two = process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n')));
    const back = { ...two, blocks: two.blocks.map((b) => ({ ...b, drift: reversedDrift(two, b, use(q)) })) };
    const [left, right] = [forwardOperator(back, use(q)), minus(forwardOperator(two, use(q)))];
    const its = worldOf(A, B, q);
    expect(agree(componentsOf(left, its), componentsOf(right, its))).toBe(true);
  });
});

describe('the probability flow', () => {
  it('transports the density as the diffusion does, in either clock', () => {
    expect(same(forwardOperator(probabilityFlow(X, use(p)), use(p)), forwardOperator(X, use(p)))).toBe(true);
    const down = backward(X);
    expect(same(forwardOperator(probabilityFlow(down, use(p)), use(p)), forwardOperator(down, use(p)))).toBe(true);
  });
});

describe('the log-density', () => {
  it('changes by L* p over p', () => {
    expect(logDensityEquation(X, use(p)).right).toEqual(over(forwardOperator(X, use(p)), use(p)));
  });
});
