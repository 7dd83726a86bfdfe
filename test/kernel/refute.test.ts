import { describe, expect, it } from 'vitest';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import {
  apply, coordinate, derivative, divergence, dot, exp, field, gradient, integral, inverse, laplacian, log, minus, num, over, plus, pow, subtract, times, use,
} from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import type { Refutation, RefutationResult } from '../../src/kernel/refute.ts';
import { modelPoint, refute, refuteInDimension } from '../../src/kernel/refute.ts';
import { sign, toText } from '../../src/kernel/rational.ts';
import { printIndexedSum } from '../../src/render/text.ts';
import { A, R, a, b, c, f, g, goalOf, h, p, t, v, x, y } from './setting.ts';

const [ea, eb, ef, eg, eh, ep] = [use(a), use(b), use(f), use(g), use(h), use(p)];
const equation = (left: Expression, right: Expression, name = 'given'): Hypothesis => ({ kind: 'equation', name, left, right });
const half = times(num(1, 2), pow(eg, num(2)));
const fokkerPlanck = equation(derivative(t, ep), plus(minus(divergence(times(ef, ep))), times(half, laplacian(ep))), 'fokker-planck');
const refutationOf = (result: RefutationResult): Refutation => {
  if (result.status !== 'refuted') throw new Error(`not refuted: ${result.status} ${result.status === 'stuck' ? result.reason : ''}`);
  return result.refutation;
};
const pointOf = (r: Refutation): Record<string, string> => Object.fromEntries(r.point.map((one) => [printIndexedSum({ terms: [{ coefficient: { numerator: 1n, denominator: 1n }, factors: [one.factor] }] }), toText(one.value)]));

describe('a counterexample', () => {
  it('is a point at which both sides are exact and differ, shrunk to small numbers', () => {
    const r = refutationOf(refute(goalOf(pow(plus(ea, eb), num(2)), plus(pow(ea, num(2)), pow(eb, num(2))))));
    const { a: first, b: second } = pointOf(r);
    expect([first, second]).toEqual(['1', '1']);
    expect([r.left, r.right, r.dimension, r.component]).toEqual(['4', '2', 1, null]);
    expect(printIndexedSum(r.residual)).toBe('2 a · b');
  });

  it('of a vector claim names the component, and the dimension in which it first fails', () => {
    const r = refutationOf(refute(goalOf(dot(use(A), use(v)), dot(use(v), use(A)))));
    expect(r.dimension).toBe(2);
    expect(r.component).toHaveLength(1);
    expect(refuteInDimension(goalOf(dot(use(A), use(v)), dot(use(v), use(A))), 1, 1).status).toBe('agrees');
  });

  it('respects the hypotheses: ∂t p is what the Fokker–Planck equation makes of it', () => {
    const score = gradient(log(ep));
    const wrong = goalOf(derivative(t, log(ep)), plus(minus(divergence(ef)), minus(dot(ef, score)), times(half, laplacian(log(ep)))), { hypotheses: [fokkerPlanck] });
    const r = refutationOf(refute(wrong));
    expect([r.left, r.right]).toEqual(['1/2', '0']);
    expect(Object.keys(pointOf(r))).not.toContain('∂_t log p');
  });

  it('respects declared signs and side conditions', () => {
    const positive = refutationOf(refute(goalOf(use(c), pow(use(c), num(2)))));
    expect(positive.point.every((one) => sign(one.value) === 1)).toBe(true);
    const between = refutationOf(refute(goalOf(ea, num(0), {
      conditions: [{ relation: '>', left: ea, right: num(2) }, { relation: '<=', left: ea, right: num(3) }],
    })));
    expect(pointOf(between)).toEqual({ a: '3' });
    expect(refute(goalOf(ea, num(0), { conditions: [{ relation: '=', left: ea, right: num(0) }] })).status).toBe('agrees');
  });

  it('respects that a matrix is positive definite', () => {
    const r = refutationOf(refuteInDimension(goalOf(dot(use(v), dot(inverse(use(R)), use(v))), dot(use(v), use(v))), 2, 1));
    const entries = pointOf(r);
    const [first, off, second] = ['R_11', 'R_12', 'R_22'].map((name) => Number(entries[name]));
    expect(first).toBeGreaterThan(0);
    expect((first ?? 0) * (second ?? 0) - (off ?? 0) ** 2).toBeGreaterThan(0);
    expect(r.left).not.toBe(r.right);
  });

  it('encloses both sides where elementary functions of numbers occur', () => {
    const r = refutationOf(refute(goalOf(exp(plus(ea, eb)), plus(exp(ea), exp(eb)))));
    expect(r.right).not.toBe(r.left);
    const enclosed = refutationOf(refute(goalOf(exp(num(1)), num(3))));
    expect([enclosed.left, enclosed.right]).toEqual([expect.stringMatching(/^\[2\.718.*\]$/), '3']);
  });

  it('is the same for the same seed', () => {
    const goal = goalOf(pow(plus(ea, eb), num(3)), plus(pow(ea, num(3)), pow(eb, num(3))));
    expect(refute(goal, 5)).toEqual(refute(goal, 5));
  });
});

describe('no counterexample', () => {
  it('to what is true', () => {
    expect(refute(goalOf(times(plus(ea, eb), subtract(ea, eb)), subtract(pow(ea, num(2)), pow(eb, num(2))))).status).toBe('agrees');
    expect(refute(goalOf(laplacian(eh), divergence(gradient(eh)))).status).toBe('agrees');
  });

  it('to what is true but is not seen to be: two forms of one number', () => {
    const result = refute(goalOf(log(pow(ea, num(2))), times(num(2), log(ea)), { conditions: [{ relation: '>', left: ea, right: num(0) }] }));
    expect(result.status).not.toBe('refuted');
    const roots = goalOf(pow(plus(num(3), times(num(2), pow(num(2), num(1, 2)))), num(1, 2)), plus(num(1), pow(num(2), num(1, 2))));
    expect(refute(roots).status).not.toBe('refuted');
  });

  it('that would need a solution of an equation at two points', () => {
    const later = apply(h, [use(x), plus(use(t), num(1))]);
    const result = refute(goalOf(later, eh, { hypotheses: [equation(derivative(t, eh), laplacian(eh))] }));
    expect(result.status).toBe('stuck');
  });

  it('where a hypothesis is not solved', () => {
    const eikonal = equation(dot(gradient(eh), gradient(eh)), num(1), 'eikonal');
    const result = refute(goalOf(laplacian(eh), num(0), { hypotheses: [eikonal] }));
    expect(result.status).toBe('stuck');
  });

  it('beyond the budget', () => {
    const late = refute(goalOf(ea, eb), 1, { deadline: 0, terms: 1 });
    expect(['stuck', 'refuted']).toContain(late.status);
    expect(refute(goalOf(pow(plus(ea, eb), num(40)), ea), 1, { deadline: Infinity, terms: 5 }).status).toBe('stuck');
  });
});

describe('under an integral', () => {
  it('an Euler operator that does not vanish refutes, at a point', () => {
    const goal: Goal = goalOf(times(ep, dot(ef, gradient(eh))), times(eh, divergence(times(ep, ef))), { under: [x] });
    const r = refutationOf(refute(goal));
    expect(r.eulerBy).not.toBeNull();
    expect(r.left).not.toBe(r.right);
    expect(refute({ ...goal, right: minus(goal.right) }).status).toBe('agrees');
  });

  it('two integrals that are not told apart are not said to agree: ∫h and ∫2h, ∫a and 0', () => {
    expect(refute(goalOf(times(num(2), eh), eh, { under: [x] })).status).toBe('stuck');
    expect(refute(goalOf(ea, num(0), { under: [x] })).status).toBe('stuck');
    expect(refute(goalOf(divergence(times(eh, ef)), num(0), { under: [x] })).status).toBe('agrees');
  });

  it('a total mass that is changed refutes', () => {
    expect(refute(goalOf(times(num(2), ep), ep, { under: [x] })).status).toBe('refuted');
  });
});

describe('integrals of unknown functions', () => {
  const [k, l] = [field('k', [x, y], { sign: 'positive' }), field('l', [x, y], { sign: 'positive' })];

  it('differ where their integrands do on a box', () => {
    expect(refute(goalOf(integral(y, use(k)), integral(y, use(l)))).status).toBe('refuted');
    expect(refute(goalOf(integral(y, use(k)), integral(y, use(k)))).status).toBe('agrees');
  });

  it('are left alone where the variable itself or a derivative by it occurs', () => {
    const moment = (of: Expression): Expression => integral(y, times(dot(use(y), use(y)), of));
    expect(refute(goalOf(moment(pow(use(k), num(2))), num(0))).status).toBe('stuck');
    expect(refute(goalOf(moment(use(k)), num(0))).status).toBe('refuted');
    expect(refute(goalOf(integral(y, laplacian(use(k), y)), num(1))).status).toBe('stuck');
    expect(refute(goalOf(integral(y, use(field('r', [y]))), num(0))).status).toBe('stuck');
  });
});

describe('a model point', () => {
  it('is one at which all conditions hold', () => {
    const goal = goalOf(over(num(1), subtract(ea, eb)), eh, { conditions: [{ relation: '>', left: ea, right: num(1) }, { relation: '=', left: use(c), right: plus(ea, num(1)) }] });
    const point = modelPoint(goal, 1, 1);
    expect(point).not.toBeNull();
    expect(point?.some((one) => one.factor.kind === 'parameter' && one.factor.parameter.name === 'a' && toText(one.value) !== '1')).toBe(true);
  });

  it('does not exist for conditions that nothing satisfies', () => {
    const z = use(coordinate('z', null));
    expect(modelPoint(goalOf(z, z, { conditions: [{ relation: '>', left: z, right: num(0) }, { relation: '<', left: z, right: num(0) }] }), 1, 1)).toBeNull();
    expect(modelPoint(goalOf(z, z, { conditions: [{ relation: '<', left: pow(z, num(2)), right: num(0) }] }), 1, 1)).toBeNull();
    expect(modelPoint(goalOf(z, z, { hypotheses: [equation(use(c), num(-1))] }), 1, 1)).toBeNull();
  });
});
