import { describe, expect, it } from 'vitest';
import { generator } from '../../src/calculus/generator.ts';
import { GoalError } from '../../src/calculus/goal-error.ts';
import { hamiltonJacobiBellman, hamiltonian, terminalValue } from '../../src/calculus/hjb.ts';
import {
  at, controlVariable, derivative, dot, num, optimum, parameter, plus, times, use,
} from '../../src/kernel/expression.ts';
import type { Problem } from '../../src/language/statement.ts';
import { backward, block, isotropic, noise, process, scalarField, span, t, x } from './samples.ts';

const [u, w, T, rho] = [controlVariable('u', 'n'), controlVariable('w', null), parameter('T'), parameter('rho')];
const [g, V, k] = [scalarField('g', t), scalarField('V', x, t), scalarField('k', x)];
const running = times(num(1, 2), dot(use(u), use(u)));
const X = process(block(x, use(u), noise(isotropic(use(g)), 'n')));
const problem: Problem = {
  kind: 'problem', name: 'P', sense: 'minimize', running, terminal: use(k), horizon: use(T), controls: [u],
  process: X, discount: null, span,
};

describe('the HJB equation', () => {
  const inside = plus(running, generator(X, use(V)));

  it('is ∂t V + min_u { running + L^u V } = 0 with V(x,T) = k', () => {
    expect(hamiltonJacobiBellman(problem, use(V))).toEqual({
      left: plus(derivative(t, use(V)), optimum('min', u, inside)), right: num(0),
    });
    expect(terminalValue(problem, use(V))).toEqual({ left: at(use(V), [{ variable: t, value: use(T) }]), right: use(k) });
  });

  it('takes the largest value where the problem maximises, and pays for the discount', () => {
    const other = hamiltonJacobiBellman({ ...problem, sense: 'maximize', discount: use(rho) }, use(V));
    expect(other.left).toEqual(plus(derivative(t, use(V)), optimum('max', u, inside)));
    expect(other.right).toEqual(times(use(rho), use(V)));
  });

  it('has no time derivative for an infinite horizon, unless the value depends on time', () => {
    const endless: Problem = { ...problem, terminal: null, horizon: null, discount: use(rho) };
    const still = use(scalarField('V', x));
    expect(hamiltonJacobiBellman(endless, still).left).toEqual(optimum('min', u, hamiltonian(endless, still)));
    expect(hamiltonJacobiBellman(endless, use(V)).left.kind).toBe('add');
    expect(terminalValue(endless, still)).toBeNull();
  });

  it('optimises over every control, the first outermost', () => {
    const { left } = hamiltonJacobiBellman({ ...problem, controls: [u, w] }, use(V));
    expect(left).toEqual(plus(derivative(t, use(V)), optimum('min', u, optimum('min', w, inside))));
  });

  it('is refused along a clock that runs down', () => {
    expect(() => hamiltonJacobiBellman({ ...problem, process: backward(X) }, use(V))).toThrow(GoalError);
  });
});
