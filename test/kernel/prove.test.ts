import { describe, expect, it } from 'vitest';
import type { Expression, Hypothesis } from '../../src/kernel/expression.ts';
import {
  derivative, divergence, dot, gradient, laplacian, log, minus, num, over, parameter, plus, pow, subtract, times, use,
} from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import type { ProofResult } from '../../src/kernel/prove.ts';
import { defaultLimits, isTheorem, prove, proveInDimension, sizesFor } from '../../src/kernel/prove.ts';
import { printIndexedSum } from '../../src/render/text.ts';
import { a, b, c, f, g, goalOf, h, p, t, v, x } from './setting.ts';

const [ef, eg, eh, ep] = [use(f), use(g), use(h), use(p)];
const equation = (left: Expression, right: Expression, name = 'given'): Hypothesis => ({ kind: 'equation', name, left, right });
const half = times(num(1, 2), pow(eg, num(2)));
const fokkerPlanck = equation(derivative(t, ep), plus(minus(divergence(times(ef, ep))), times(half, laplacian(ep))), 'fokker-planck');
const score = gradient(log(ep));
const logDensity = (square: Expression): Goal => goalOf(derivative(t, log(ep)), plus(
  minus(divergence(ef)), minus(dot(ef, score)), times(half, plus(laplacian(log(ep)), times(square, dot(score, score)))),
), { hypotheses: [fokkerPlanck] });
const theoremOf = (result: ProofResult): Extract<ProofResult, { status: 'proved' }>['theorem'] => {
  if (result.status !== 'proved') throw new Error(`not proved: ${result.status}`);
  return result.theorem;
};

describe('the equation of the log-density', () => {
  it('is proved for every dimension, from one use of the Fokker–Planck equation', () => {
    const { certificate, conditions, goal } = theoremOf(prove(logDensity(num(1))));
    expect(certificate.dimension).toBe('every');
    expect(certificate.uses.map((one) => [one.hypothesis, one.derivatives.length, printIndexedSum(one.cofactor)])).toEqual([[0, 0, '1 / p']]);
    expect([certificate.flux, certificate.substituted, conditions]).toEqual([[], [], []]);
    expect(goal.left).toEqual(derivative(t, log(ep)));
  });

  it('stays open with a wrong factor, and says what is left', () => {
    const result = prove(logDensity(num(2)));
    expect(result.status === 'open' && printIndexedSum(result.residual)).toMatch(/^−1\/2 g\^2 · ∂_\{k\d+\} log p · ∂_\{k\d+\} log p$/);
  });

  it('does not follow without the hypothesis', () => {
    expect(prove({ ...logDensity(num(1)), hypotheses: [] }).status).toBe('open');
  });
});

describe('a proof in components', () => {
  it('is made where one in index notation fails and the dimension is given', () => {
    const jacobian = goalOf(dot(gradient(ef), ef), times(divergence(ef), ef), { dimension: 1 });
    const { certificate } = theoremOf(prove(jacobian));
    expect(certificate.dimension).toBe(1);
    expect(prove({ ...jacobian, dimension: null }).status).toBe('open');
    expect(proveInDimension(jacobian, 2).status).toBe('open');
  });

  it('gives other spaces one component more, so that they do not coincide by chance', () => {
    expect([sizesFor(2)('n'), sizesFor(2)('m')]).toEqual([2, 3]);
  });
});

describe('conditions', () => {
  it('that a proof relied on come with it', () => {
    const theorem = theoremOf(prove(goalOf(over(times(use(a), use(b)), use(a)), use(b))));
    expect(theorem.conditions.map((one) => `${printIndexedSum(one.formula)} ${one.relation} 0`)).toEqual(['a != 0']);
  });

  it('that are given are not asked for again', () => {
    const given = goalOf(over(times(use(a), use(b)), use(a)), use(b), { conditions: [{ relation: '!=', left: use(a), right: num(0) }] });
    expect(theoremOf(prove(given)).conditions).toEqual([]);
    const larger = goalOf(log(pow(subtract(use(a), use(b)), num(2))), times(num(2), log(subtract(use(a), use(b)))), {
      conditions: [{ relation: '<', left: use(b), right: use(a) }],
    });
    expect(prove({ ...larger, conditions: [] }).status).not.toBe('proved');
  });

  it('with = are used like hypotheses, numbered after them', () => {
    const goal = goalOf(times(use(a), eh), times(use(b), eh), { hypotheses: [fokkerPlanck], conditions: [{ relation: '=', left: use(a), right: use(b) }] });
    expect(theoremOf(prove(goal)).certificate.uses.map((one) => one.hypothesis)).toEqual([1]);
  });
});

describe('under an integral', () => {
  it('sides may differ by a divergence, whose flux is in the certificate', () => {
    const goal = goalOf(times(eh, laplacian(ep)), times(ep, laplacian(eh)), { under: [x] });
    const { certificate } = theoremOf(prove(goal));
    expect(certificate.flux.map((one) => one.variable.name)).toEqual(['x']);
    expect(prove({ ...goal, under: null }).status).toBe('open');
    expect(prove({ ...goal, right: times(num(2), ep, laplacian(eh)) }).status).toBe('open');
  });
});

describe('no proof', () => {
  it('from contradictory hypotheses: the contradiction is named', () => {
    const goal = goalOf(num(0), num(1), { hypotheses: [equation(use(a), num(1)), equation(use(a), num(2), 'the second')] });
    expect(prove(goal)).toEqual({ status: 'contradiction', hypothesis: 'the second' });
  });

  it('beyond the budget of terms or time: which it was is said', () => {
    const large = goalOf(pow(plus(...['q', 'r', 's', 'u'].map((name) => use(parameter(name)))), num(12)), use(c));
    const few = prove(large, { ...defaultLimits(), terms: 20 });
    expect(few.status === 'stuck' && few.reason).toContain('20 terms');
    const late = prove(large, { ...defaultLimits(), deadline: 0 });
    expect(late.status === 'stuck' && late.reason).toContain('time');
  });

  it('of what has no value', () => {
    const result = prove(goalOf(over(num(1), subtract(use(a), use(a))), num(1)));
    expect(result.status === 'stuck' && result.reason).toContain('no value');
  });
});

it('what is proved is a theorem', () => {
  const theorem = theoremOf(prove(goalOf(dot(use(v), ef), dot(ef, use(v)))));
  expect(isTheorem(theorem)).toBe(true);
  expect(Object.isFrozen(theorem)).toBe(true);
});
