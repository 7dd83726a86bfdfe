import { describe, expect, it } from 'vitest';
import type { QuadraticProblem } from '../../src/calculus/log-transform.ts';
import { actionMatrix, exponentialOf, linearOperator, logarithmOf, optimalAction, remainder } from '../../src/calculus/log-transform.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { controlVariable, derivative, dot, gradient, hessian, identity, minus, num, outer, over, parameter, plus, pow, subtract, times, transpose, use } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { agree, componentsOf } from './components.ts';
import { block, matrixField, noise, process, scalarField, t, vectorField, worldOf, x } from './samples.ts';

const [psi, c, b, G, B] = [scalarField('psi', x, t), scalarField('c', x, t), vectorField('b', x, t), matrixField('G', x, t), matrixField('B', x, t)];
const [lambda, r] = [use(parameter('lambda')), use(parameter('r'))];
const X = process(block(x, use(b), noise(use(G), 'n')));
const world = worldOf(psi, c, b, G, B);
const problem: QuadraticProblem = {
  sense: 'minimize', passive: X, cost: use(c), discount: null, control: controlVariable('u', 'n'), actions: [use(B)], weight: times(r, identity('n')),
};

/** ∂t V + L₀ V + c − ½ ∇V·M∇V for V = −λ log ψ, by the chain rule. */
const equationOfValue = (): Expression => {
  const [dp, hp] = [gradient(use(psi)), hessian(use(psi))];
  const slope = minus(over(times(lambda, dp), use(psi)));
  const curvature = times(lambda, subtract(over(outer(dp, dp), pow(use(psi), num(2))), over(hp, use(psi))));
  const push = dot(transpose(use(B)), slope);
  return plus(
    minus(over(times(lambda, derivative(t, use(psi))), use(psi))), dot(use(b), slope),
    times(num(1, 2), { kind: 'doubleDot', left: dot(use(G), transpose(use(G))), right: curvature }), use(c),
    times(num(-1, 2), over(dot(push, push), r)),
  );
};

describe('the logarithmic transform', () => {
  it('leaves ½ ψ ∇log ψ·(D − λM)∇log ψ: linear part − remainder is −ψ/λ times the equation of the value', () => {
    const left = subtract(linearOperator(problem, use(psi), lambda), remainder(problem, use(psi), lambda));
    const right = minus(over(times(use(psi), equationOfValue()), lambda));
    expect(agree(componentsOf(left, world), componentsOf(right, world))).toBe(true);
  });

  it('of a reward changes the sign of the cost and of the exponent', () => {
    const reward: QuadraticProblem = { ...problem, sense: 'maximize' };
    const change = subtract(linearOperator(reward, use(psi), lambda), linearOperator(problem, use(psi), lambda));
    const twice = over(times(num(2), use(c), use(psi)), lambda);
    expect(agree(componentsOf(change, world), componentsOf(twice, world))).toBe(true);
    expect(printExpression(exponentialOf('minimize', use(c), lambda))).toBe('exp(-c / lambda)');
    expect(printExpression(exponentialOf('maximize', use(c), lambda))).toBe('exp(c / lambda)');
    expect(printExpression(logarithmOf('minimize', use(psi), lambda))).toBe('-lambda log psi');
  });

  it('keeps ρ ψ log ψ of a discount', () => {
    const discounted = remainder({ ...problem, discount: r }, use(psi), lambda);
    expect(printExpression(discounted)).toMatch(/ \+ r psi log psi$/);
  });

  it('has the optimal control λ R⁻¹ Bᵀ ∇log ψ', () => {
    expect(printExpression(optimalAction(problem, use(psi), lambda))).toBe('lambda B^T grad log psi / r');
    const R = use(parameter('R', { shape: ['n', 'n'], symmetry: 'positive' }));
    expect(printExpression(optimalAction({ ...problem, weight: R }, use(psi), lambda))).toBe('lambda R^-1 B^T grad log psi');
  });

  it('compares the noise with B R⁻¹ Bᵀ, and with nothing where the control does not act', () => {
    const [only] = X.blocks;
    if (only === undefined) throw new Error('no block');
    expect(printExpression(actionMatrix(problem, only, only) ?? num(0))).toBe('B B^T / r');
    expect(actionMatrix({ ...problem, actions: [null] }, only, only)).toBeNull();
  });
});
