import { describe, expect, it } from 'vitest';
import type { Condition, Expression } from '../../src/kernel/expression.ts';
import {
  controlVariable, coordinate, dot, exp, field, gradient, integral, inverse, log, minus, num, optimum, over, plus, pow, subtract, times,
  transpose, use,
} from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import { eliminateOptima, hasOptimum } from '../../src/kernel/optimise.ts';
import type { Propose } from '../../src/kernel/optimise.ts';
import { defaultLimits, prove } from '../../src/kernel/prove.ts';
import { R, S, a, b, c, f, goalOf, h, p, v } from './setting.ts';

const u = controlVariable('u', 'n');
const k = controlVariable('k', null);
const [eu, ek] = [use(u), use(k)];
const half = num(1, 2);

const eliminated = (left: Expression, right: Expression, conditions: readonly Condition[] = [], propose?: Propose): Goal =>
  eliminateOptima(goalOf(left, right, { conditions }), defaultLimits(), propose);
const holds = (left: Expression, right: Expression, propose?: Propose): boolean => {
  const goal = eliminated(left, right, [], propose);
  return !hasOptimum(goal.left) && !hasOptimum(goal.right) && prove(goal).status === 'proved';
};

describe('completing the square', () => {
  it('min ½|u|² + u·v = −½|v|², at u = −v', () => {
    const e = plus(times(half, dot(eu, eu)), dot(eu, use(v)));
    expect(holds(optimum('min', u, e), times(num(-1, 2), dot(use(v), use(v))))).toBe(true);
    expect(holds(optimum('min', u, e), times(half, dot(use(v), use(v))))).toBe(false);
    expect(holds(optimum('argmin', u, e), minus(use(v)))).toBe(true);
  });

  it('with a positive matrix for a weight: u = −R^−1 Gᵀ ∇h', () => {
    const slope = dot(transpose(use(field('B', [], { shape: ['n', 'n'] }))), gradient(use(h)));
    const e = plus(times(half, dot(eu, dot(use(R), eu))), dot(eu, slope));
    expect(holds(optimum('argmin', u, e), minus(dot(inverse(use(R)), slope)))).toBe(true);
    expect(holds(optimum('min', u, e), times(num(-1, 2), dot(slope, dot(inverse(use(R)), slope))))).toBe(true);
  });

  it('a maximum of what is concave', () => {
    expect(holds(optimum('max', u, subtract(dot(eu, use(v)), times(half, dot(eu, eu)))), times(half, dot(use(v), use(v))))).toBe(true);
  });

  it('with a curvature of unknown sign leaves its sign as a condition', () => {
    const goal = eliminated(optimum('argmin', k, plus(times(use(a), pow(ek, num(2))), ek)), over(num(-1), times(num(2), use(a))));
    expect(goal.conditions).toHaveLength(1);
    expect(prove(goal).status).toBe('proved');
    expect(eliminated(optimum('argmin', k, plus(times(use(c), pow(ek, num(2))), ek)), num(0)).conditions).toEqual([]);
  });

  it('is not done for a saddle, a matrix of unknown sign, the wrong sense, or a linear function', () => {
    const stays = (e: Expression): boolean => hasOptimum(eliminated(e, num(0)).left);
    expect(stays(optimum('min', u, plus(times(half, dot(eu, dot(use(S), eu))), dot(eu, use(v)))))).toBe(true);
    expect(stays(optimum('max', u, plus(times(half, dot(eu, dot(use(R), eu))), dot(eu, use(v)))))).toBe(true);
    expect(stays(optimum('max', k, plus(times(use(c), pow(ek, num(2))), ek)))).toBe(true);
    expect(stays(optimum('min', u, dot(eu, use(v))))).toBe(true);
    expect(stays(optimum('min', k, use(field('l', [k]))))).toBe(true);
  });
});

describe('one smooth convex control', () => {
  const propose = (...laws: readonly Expression[]): Propose => () => laws;

  it('takes a proposal that is stationary: min e^k − c k = c − c log c', () => {
    const e = subtract(exp(ek), times(use(c), ek));
    expect(holds(optimum('min', k, e), subtract(use(c), times(use(c), log(use(c)))), propose(log(use(c))))).toBe(true);
    expect(holds(optimum('argmin', k, e), log(use(c)), propose(use(c), log(use(c))))).toBe(true);
  });

  it('believes no proposal that is not', () => {
    const e = subtract(exp(ek), times(use(c), ek));
    expect(hasOptimum(eliminated(optimum('argmin', k, e), use(c), [], propose(use(c), num(0), ek)).left)).toBe(true);
  });

  it('takes no stationary point of what is not convex: k⁴ − 2 k² at 0', () => {
    const e = subtract(pow(ek, num(4)), times(num(2), pow(ek, num(2))));
    expect(hasOptimum(eliminated(optimum('argmin', k, e), num(0), [], propose(num(0), num(1))).left)).toBe(true);
    expect(hasOptimum(eliminated(optimum('argmax', k, exp(ek)), num(0), [], propose(num(0))).left)).toBe(true);
  });
});

describe('over a density', () => {
  const w = coordinate('w', null);
  const pi = field('pi', [w], { sign: 'positive' });
  const r = use(field('r', [w]));
  const entropy = (temperature: Expression): Expression => integral(w, subtract(times(use(pi), r), times(temperature, use(pi), log(use(pi)))));

  it('the optimum is Gibbs’: α log ∫ exp(r/α), at the softmax', () => {
    const partition = integral(w, exp(over(r, use(c))));
    expect(holds(optimum('max', pi, entropy(use(c))), times(use(c), log(partition)))).toBe(true);
    expect(holds(optimum('argmax', pi, entropy(use(c))), over(exp(over(r, use(c))), partition))).toBe(true);
    expect(holds(optimum('max', pi, entropy(use(c))), log(partition))).toBe(false);
  });

  it('needs a positive temperature that does not depend on the variable', () => {
    expect(eliminated(optimum('max', pi, entropy(use(a))), num(0)).conditions).toHaveLength(1);
    expect(hasOptimum(eliminated(optimum('min', pi, entropy(use(c))), num(0)).left)).toBe(true);
    expect(hasOptimum(eliminated(optimum('max', pi, entropy(plus(use(c), pow(use(w), num(2))))), num(0)).left)).toBe(true);
  });

  it('is not known for another functional', () => {
    const other = integral(w, subtract(times(use(pi), r), pow(use(pi), num(2))));
    expect(hasOptimum(eliminated(optimum('max', pi, other), num(0)).left)).toBe(true);
    expect(hasOptimum(eliminated(optimum('max', pi, use(p)), num(0)).left)).toBe(true);
  });
});

it('optima in hypotheses are replaced too, and goals without any stay the same object', () => {
  const plain = goalOf(use(a), use(b));
  expect(eliminateOptima(plain, defaultLimits())).toBe(plain);
  const value = optimum('min', u, plus(times(half, dot(eu, eu)), dot(eu, use(f))));
  const goal = eliminateOptima(goalOf(use(a), times(num(-1, 2), dot(use(f), use(f))), {
    hypotheses: [{ kind: 'equation', name: 'given', left: use(a), right: value }],
  }), defaultLimits());
  expect(prove(goal).status).toBe('proved');
});
