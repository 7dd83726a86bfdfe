import { describe, expect, it } from 'vitest';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { hamiltonian } from '../../src/calculus/hjb.ts';
import { GoalError, goalsOf, hypothesesOf, namesAfterBy, underConditions } from '../../src/check/goals.ts';
import { RULES } from '../../src/calculus/rules.ts';
import type { Condition, Expression, Field } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, apply, at, controlVariable, coordinate, derivative, dimensionOf, divergence, dot, field, gradient,
  identity, integral, log, minus, num, parameter, plus, shapeOf, subtract, times, use,
} from '../../src/kernel/expression.ts';
import type { Goal } from '../../src/kernel/goal.ts';
import type {
  Claim, ClaimBody, Declaration, Density, Document, Problem, Process, Value,
} from '../../src/language/statement.ts';

const [x, t, T, span] = [X_VARIABLE, T_VARIABLE, parameter('T'), { start: 0, end: 0 }];
const [f, g] = [field('f', [x, t], { shape: ['n'] }), field('g', [t])];
const p = field('p', [x, t], { sign: 'positive' });
const V = field('V', [x, t]);
const process: Process = {
  kind: 'process', name: 'X', backward: false, span,
  blocks: [{
    name: 'X', variable: x, drift: use(f),
    noises: [{ coefficient: times(use(g), identity()), wiener: 'W', space: 'n', stratonovich: false }],
  }],
};
const density: Density = { kind: 'density', field: p, process, stationary: false, span };
const u = controlVariable('u', 'n');
const k = field('k', [x]);
const problem: Problem = {
  kind: 'problem', name: 'P', sense: 'minimize', running: times(num(1, 2), dot(use(u), use(u))), terminal: use(k),
  horizon: use(T), controls: [u], discount: null, span,
  process: { ...process, blocks: process.blocks.map((b) => ({ ...b, drift: use(u) })) },
};
const value: Value = { kind: 'value', field: V, problem, span };

const documentOf = (...declarations: readonly Declaration[]): Document => ({
  path: 'a.md', source: '', dimension: null, statements: [], symbols: new Map(), declarations,
  fields: new Map([f, g, p, V, k].map((one) => [one.name, one])), claims: [], diagnostics: [],
});
const claimOf = (body: ClaimBody, where: readonly Condition[] = []): Claim => ({
  declared: 'claim', name: 'c', where, body, span, line: 1, column: 1, text: '',
});
const equation = (left: Expression, right: Expression): ClaimBody => ({ kind: 'equation', left, right, iff: null, by: null });
const goals = (body: ClaimBody, ...declarations: readonly Declaration[]): readonly Goal[] =>
  goalsOf(documentOf(...declarations), claimOf(body)).goals;
const one = (list: readonly Goal[]): Goal => {
  const [only] = list;
  if (only === undefined || list.length !== 1) throw new Error(`${list.length} goals`);
  return only;
};

describe('hypotheses', () => {
  it('are the equations of what is declared, solved for the declared field, and the assumptions as they are', () => {
    const hypothesis = { kind: 'curl-free', name: 's', field: f } as const;
    const found = hypothesesOf(documentOf(process, density, value, { kind: 'assume', hypothesis, span }));
    expect(found.map((h) => h.name)).toEqual(['fokker-planck', 'hjb', 's']);
    expect(found[0]).toEqual({
      kind: 'equation', name: 'fokker-planck', left: derivative(t, use(p)), right: forwardOperator(process, use(p)),
      solvedFor: p,
    });
    expect(found[2]).toBe(hypothesis);
  });

  it('of a stationary density say L* p = 0', () => {
    const still = field('p', [x], { sign: 'positive' });
    const [found] = hypothesesOf(documentOf({ ...density, field: still, stationary: true }));
    expect(found?.kind === 'equation' && found.right).toEqual(num(0));
  });

  it('and rules may be named after `by`, and fields, processes and abbreviations', () => {
    const names = namesAfterBy(documentOf(process, density));
    for (const name of [...Object.keys(RULES), 'p', 'X', 'f']) expect(names.has(name)).toBe(true);
    expect(names.has('magic')).toBe(false);
  });
});

describe('an equation', () => {
  it('is one goal, with the hypotheses, the side conditions and the dimension', () => {
    const where: Condition[] = [{ relation: '>', left: use(parameter('a')), right: num(0) }];
    const document = { ...documentOf(density), dimension: 2 };
    const goal = one(goalsOf(document, claimOf(equation(use(p), use(V)), where)).goals);
    expect(goal).toMatchObject({ name: 'the claim', left: use(p), right: use(V), under: null, dimension: 2 });
    expect(goal.conditions).toEqual(where);
    expect(goal.hypotheses).toHaveLength(1);
  });

  it('with `iff` holds under the condition, which is added to the goal for that direction', () => {
    const iff: Condition[] = [{ relation: '=', left: use(g), right: num(0) }];
    const goal = one(goals({ kind: 'equation', left: use(p), right: use(V), iff, by: null }));
    expect(goal.conditions).toEqual([]);
    expect(underConditions(goal, iff).conditions).toEqual(iff);
  });

  it('between integrals is a goal about integrands', () => {
    const goal = one(goals(equation(integral(x, use(p)), integral(x, use(V)))));
    expect(goal).toMatchObject({ left: use(p), right: use(V), under: [x] });
  });

  it('takes ∂t and factors under the integral, and sums of integrals together', () => {
    const left = derivative(t, integral(x, times(use(p), log(use(p)))));
    const right = plus(times(num(-1, 2), use(g), integral(x, use(V))), integral(x, use(p)));
    const goal = one(goals(equation(left, right)));
    expect(goal.left).toEqual(derivative(t, times(use(p), log(use(p)))));
    expect(goal.right).toEqual(plus(times(num(-1, 2), use(g), use(V)), use(p)));
  });

  it('takes 0 on one side, in the shape of the other', () => {
    const goal = one(goals(equation(integral(x, gradient(use(p))), num(0))));
    expect(goal.under).toEqual([x]);
    expect(shapeOf(goal.right)).toEqual(['n']);
  });

  it('takes a term without integral by ∫p = 1, where p is a declared density', () => {
    const left = integral(x, times(use(p), dot(use(x), gradient(log(use(p))))));
    const goal = one(goals(equation(left, minus(dimensionOf('n'))), density));
    expect(goal.right).toEqual(times(num(-1), dimensionOf('n'), use(p)));
    expect(one(goals(equation(left, minus(dimensionOf('n'))))).under).toBeNull();
  });

  it('brings integrals over differently named variables together', () => {
    const y = coordinate('y', 'n');
    const q = field('q', [y]);
    const goal = one(goals(equation(integral(x, use(p)), integral(y, use(q)))));
    expect(goal.right).toEqual(at(use(q), [{ variable: y, value: use(x) }]));
  });

  it('stays pointwise where an integral stands inside a function, or a factor depends on what is integrated', () => {
    const y = coordinate('y', 'n');
    expect(one(goals(equation(log(integral(x, use(p))), num(0)))).under).toBeNull();
    const both = times(use(p), integral(x, use(V)));
    expect(one(goals(equation(both, num(0)))).under).toBeNull();
    const outer = times(use(p), integral(y, use(field('q', [x, y]))));
    expect(one(goals(equation(outer, num(0)))).under).toEqual([y]);
  });

  it('does not take a derivative by the bound variable under the integral', () => {
    expect(one(goals(equation(gradient(integral(x, use(p))), num(0)))).under).toBeNull();
  });

  it('nests integrals', () => {
    const y = coordinate('y', 'n');
    const goal = one(goals(equation(integral(y, integral(x, use(p))), num(0))));
    expect(goal.under?.map((v) => v.name)).toEqual(['y', 'x']);
  });
});

describe('a chain', () => {
  it('is one goal a step', () => {
    const steps = [use(V), use(k)].map((right) => ({ right, by: null, span }));
    const list = goals({ kind: 'chain', first: use(p), steps });
    expect(list.map((goal) => [goal.name, goal.left, goal.right])).toEqual([
      ['step 1', use(p), use(V)], ['step 2', use(V), use(k)],
    ]);
  });
});

describe('claims about processes', () => {
  it('`q is density of X` is the Fokker–Planck equation', () => {
    const q = apply(p, [use(x), subtract(use(T), use(t))]);
    const goal = one(goals({ kind: 'density', density: q, process, stationary: false }));
    expect([goal.left, goal.right]).toEqual([derivative(t, q), forwardOperator(process, q)]);
    const still = one(goals({ kind: 'density', density: q, process, stationary: true }));
    expect([still.left, still.right]).toEqual([forwardOperator(process, q), num(0)]);
  });

  it('`W is value of P` is the HJB equation and the terminal condition', () => {
    const list = goals({ kind: 'value', value: use(V), problem });
    expect(list.map((goal) => goal.name)).toEqual(['Hamilton–Jacobi–Bellman equation', 'terminal condition']);
    expect(list[1]?.left).toEqual(at(use(V), [{ variable: t, value: use(T) }]));
    expect(list[1]?.right).toEqual(use(k));
  });

  it('`h is expectation of φ` is the backward equation and the terminal condition', () => {
    const list = goals({
      kind: 'expectation', expectation: use(V), terminal: use(k), process, discount: null, running: null, horizon: use(T),
    });
    expect(list.map((goal) => goal.name)).toEqual(['backward Kolmogorov equation', 'terminal condition']);
  });

  it('a terminal condition knows the terminal data of what is declared', () => {
    const list = goals({ kind: 'value', value: minus(log(use(V))), problem }, value);
    expect(list[1]?.left).toEqual(times(num(-1), log(use(k))));
    const slope = goals({ kind: 'value', value: derivative(t, use(V)), problem }, value);
    expect(slope[1]?.left).toEqual(at(derivative(t, use(V)), [{ variable: t, value: use(T) }]));
  });

  it('an equation knows them too, however the horizon is written', () => {
    const mirrored = apply(V, [use(x), subtract(use(T), use(t))]);
    const atZero = at(mirrored, [{ variable: t, value: num(0) }]);
    expect(one(goals(equation(atZero, use(k)), value)).left).toEqual(use(k));
    expect(one(goals(equation(apply(V, [use(x), use(T)]), use(k)), value)).left).toEqual(use(k));
    const y = use(coordinate('y', 'n'));
    expect(one(goals(equation(apply(V, [y, use(T)]), use(k)), value)).left).toEqual(apply(k, [y]));
    const early = apply(V, [use(x), num(0)]);
    expect(one(goals(equation(early, use(k)), value)).left).toEqual(early);
    expect(one(goals(equation(at(mirrored, [{ variable: t, value: use(T) }]), use(k)), value)).left.kind).toBe('at');
  });

  it('`u = law is optimal for P` gives the Hamiltonian with the declared or the given value', () => {
    const body = { kind: 'optimal', control: u, law: minus(gradient(use(V))), problem, value: null } as const;
    const [optimal] = goalsOf(documentOf(value), claimOf(body)).optimal;
    expect(optimal).toMatchObject({ control: u, law: body.law, hamiltonian: hamiltonian(problem, use(V)), sense: 'minimize' });
    const [given] = goalsOf(documentOf(), claimOf({ ...body, value: log(use(p)) })).optimal;
    expect(given?.hamiltonian).toEqual(hamiltonian(problem, log(use(p))));
    expect(() => goalsOf(documentOf(), claimOf(body))).toThrow(GoalError);
  });
});

describe('a differential', () => {
  const body = (more: Partial<Extract<ClaimBody, { kind: 'differential' }>> = {}): ClaimBody => ({
    kind: 'differential', of: use(V), drift: use(k), noises: [{ coefficient: gradient(use(V)), wiener: 'W' }], process,
    stratonovich: false, ...more,
  });

  it('is a goal for dt and one for each Brownian motion', () => {
    expect(goals(body()).map((goal) => goal.name)).toEqual(['coefficient of dt', 'coefficient of dW']);
  });

  it('takes a Brownian motion that one side lacks as 0 there', () => {
    const list = goals(body({ noises: [] }));
    expect(list.map((goal) => shapeOf(goal.right))).toEqual([[], ['n']]);
    const more = goals(body({ noises: [{ coefficient: use(f), wiener: 'B' }] }));
    expect(more.map((goal) => goal.name)).toEqual(['coefficient of dt', 'coefficient of dW', 'coefficient of dB']);
  });

  it('of the wrong shape is an error that says so', () => {
    const wrong: Field = field('w', [x], { shape: ['n', 'n'] });
    expect(() => goals(body({ noises: [{ coefficient: use(wrong), wiener: 'W' }] }))).toThrow(/shape \[n\]/);
    expect(goals(body({ drift: divergence(use(f)) }))).toHaveLength(2);
  });
});
