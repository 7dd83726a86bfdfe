import { describe, expect, it } from 'vitest';
import { backwardKolmogorov, terminalCondition } from '../../src/calculus/backward-kolmogorov.ts';
import { generator } from '../../src/calculus/generator.ts';
import { GoalError } from '../../src/calculus/goal-error.ts';
import { at, derivative, minus, num, parameter, plus, times, use } from '../../src/kernel/expression.ts';
import { backward, block, process, scalarField, t, vectorField, x } from './samples.ts';

const [T, rho] = [parameter('T'), parameter('rho')];
const [V, k] = [scalarField('V', x, t), scalarField('k', x)];

describe('the backward Kolmogorov equation', () => {
  const of = { terminal: use(k), process: process(block(x, use(vectorField('f', x)))), discount: null, running: null, horizon: use(T) };

  it('is ∂t h + L h − r h + c = 0', () => {
    const h = use(V);
    const rest = plus(derivative(t, h), generator(of.process, h));
    expect(backwardKolmogorov(of, h)).toEqual({ left: rest, right: num(0) });
    const full = backwardKolmogorov({ ...of, discount: use(rho), running: use(k) }, h);
    expect(full.left).toEqual(plus(rest, minus(times(use(rho), h)), use(k)));
  });

  it('ends at what it is an expectation of', () => {
    expect(terminalCondition(use(V), use(T), use(k)).left).toEqual(at(use(V), [{ variable: t, value: use(T) }]));
  });

  it('is refused along a clock that runs down', () => {
    expect(() => backwardKolmogorov({ ...of, process: backward(of.process) }, use(V))).toThrow(GoalError);
  });
});
