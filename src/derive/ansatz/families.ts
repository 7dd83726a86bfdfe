/**
 * The standard families of ansätze: quadratic, and for one scalar state those that scale like the utility: a power, a
 * logarithm, an exponential.
 *
 * Source: Yong and Zhou, Stochastic Controls (1999), chapter 6; Merton, Lifetime portfolio selection (1969).
 */
import { dependsOn, subexpressions } from '../../calculus/dependence.ts';
import { fingerprint } from '../../calculus/sameness.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { dot, exp, log, minus, num, over, plus, pow, times, use } from '../../kernel/expression.ts';
import { sign } from '../../kernel/rational.ts';
import type { Problem } from '../../language/statement.ts';
import type { Ansatz, Family, Unknown } from './ansatz.ts';
import { unknown } from './ansatz.ts';
import { domainOf } from './domain.ts';

/** Names for unknowns, the same name for the same wish. */
export type NameFor = (...wishes: readonly [string, ...string[]]) => string;

const made = (problem: Problem, family: Family, unknowns: readonly Unknown[], value: Expression): Ansatz => ({
  family, unknowns, value, stationary: problem.horizon === null || problem.terminal === null,
  where: domainOf([value, problem.running, ...(problem.terminal === null ? [] : [problem.terminal])], stateOf(problem)),
});

export const stateOf = (problem: Problem): readonly Variable[] => problem.process.blocks.map((b) => b.variable);

/** ½ Σ xᵀ P x + Σ_{b<c} x_bᵀ P_bc x_c [+ q · x] + c, over the blocks of the state. */
export const quadraticAnsatz = (problem: Problem, nameFor: NameFor, linear: boolean): Ansatz => {
  const state = stateOf(problem);
  const unknowns: Unknown[] = [];
  const add = (...args: Parameters<typeof unknown>): Expression => {
    const u = unknown(...args);
    unknowns.push(u);
    return use(u.field);
  };
  const several = state.length > 1;
  const terms = state.flatMap((a, i) => state.slice(i).map((b, k) => pairTerm(a, b, k === 0, (shape) =>
    add(several ? nameFor(`P${i + 1}${i + k + 1}`) : nameFor('P', 'K', 'S', 'M'), { shape, symmetry: k === 0 && shape.length === 2 ? 'symmetric' : 'none' }))));
  const linearTerms = linear ? state.map((a, i) => {
    const q = add(several ? nameFor(`q${i + 1}`) : nameFor('q', 'm', 's', 'h'), { shape: a.space === null ? [] : [a.space] });
    return a.space === null ? times(q, use(a)) : dot(q, use(a));
  }) : [];
  return made(problem, 'quadratic', unknowns, plus(...terms, ...linearTerms, add(nameFor('c', 'k', 'l'))));
};

/** ½ p |x|² + c, for one vector: where all directions are alike. */
export const isotropicAnsatz = (problem: Problem, nameFor: NameFor): readonly Ansatz[] => {
  const [x, ...more] = stateOf(problem);
  if (x === undefined || more.length > 0 || x.space === null) return [];
  const [p, c] = [unknown(nameFor('p', 'k', 'a')), unknown(nameFor('c', 'k', 'l'))];
  return [made(problem, 'quadratic', [p, c], plus(times(num(1, 2), use(p.field), dot(use(x), use(x))), use(c.field)))];
};

const pairTerm = (a: Variable, b: Variable, same: boolean, make: (shape: readonly string[]) => Expression): Expression => {
  const shape = [a.space, b.space].filter((s) => s !== null);
  const m = make(shape);
  const [x, y] = [use(a), use(b)];
  if (shape.length === 2) return same ? times(num(1, 2), dot(dot(x, m), y)) : dot(dot(x, m), y);
  if (shape.length === 0) return same ? times(num(1, 2), m, pow(x, num(2))) : times(m, x, y);
  return a.space === null ? times(x, dot(m, y)) : times(y, dot(m, x));
};

/** Those that the utility suggests, for one scalar state. */
export const utilityAnsaetze = (problem: Problem, nameFor: NameFor): readonly Ansatz[] => {
  const [state, ...more] = stateOf(problem);
  if (state === undefined || more.length > 0 || state.space !== null) return [];
  const variables = [state, ...problem.controls];
  const parts = [problem.terminal ?? num(0), problem.running].flatMap((e) => [...subexpressions(e)]);
  return [
    ...exponentsIn(parts, variables).map((k) => powerAnsatz(problem, nameFor, state, k)),
    ...(parts.some((e) => e.kind === 'call' && e.function === 'log' && variables.some((v) => dependsOn(e.argument, v))) ? [logarithmicAnsatz(problem, nameFor, state)] : []),
    ...ratesIn(parts, variables).map((k) => exponentialAnsatz(problem, nameFor, state, k)),
  ];
};

/** A(t) x^k / k; of a number k its sign alone. */
const powerAnsatz = (problem: Problem, nameFor: NameFor, x: Variable, k: Expression): Ansatz => {
  const a = unknown(nameFor('A', 'K', 'F'), { sign: 'positive' });
  const power = times(use(a.field), pow(use(x), k));
  return made(problem, 'power', [a], k.kind !== 'number' ? over(power, k) : sign(k.value) < 0 ? minus(power) : power);
};

/** A(t) log x + B(t) */
const logarithmicAnsatz = (problem: Problem, nameFor: NameFor, x: Variable): Ansatz => {
  const [a, b] = [unknown(nameFor('A', 'K', 'F'), { sign: 'positive' }), unknown(nameFor('B', 'L', 'H'))];
  return made(problem, 'logarithmic', [a, b], plus(times(use(a.field), log(use(x))), use(b.field)));
};

/** −exp(k A(t) x + B(t)) */
const exponentialAnsatz = (problem: Problem, nameFor: NameFor, x: Variable, k: Expression): Ansatz => {
  const [a, b] = [unknown(nameFor('A', 'K', 'F'), { sign: 'positive' }), unknown(nameFor('B', 'L', 'H'))];
  return made(problem, 'exponential', [a, b], minus(exp(plus(times(k, use(a.field), use(x)), use(b.field)))));
};

const distinct = (all: readonly Expression[]): readonly Expression[] => [...new Map(all.map((e) => [fingerprint(e), e])).values()];

/** k of x^k, (w x)^k, √x, where it is not 1, 2, … */
const exponentsIn = (parts: readonly Expression[], variables: readonly Variable[]): readonly Expression[] => distinct(parts.flatMap((e) => {
  const [base, k] = e.kind === 'power' ? [e.base, e.exponent] : e.kind === 'call' && e.function === 'sqrt' ? [e.argument, num(1, 2)] : [null, null];
  if (base === null || !variables.some((v) => dependsOn(base, v)) || variables.some((v) => dependsOn(k, v))) return [];
  return k.kind === 'number' && k.value.denominator === 1n && sign(k.value) >= 0 ? [] : [k];
}));

/** k of exp(k x), written as a product. */
const ratesIn = (parts: readonly Expression[], variables: readonly Variable[]): readonly Expression[] => distinct(parts.flatMap((e) => {
  if (e.kind !== 'call' || e.function !== 'exp') return [];
  const factors = e.argument.kind === 'multiply' ? e.argument.factors : [e.argument];
  const own = factors.filter((f) => variables.some((v) => dependsOn(f, v)));
  return own.length === 1 && own[0]?.kind === 'variable' ? [times(...factors.filter((f) => f !== own[0]))] : [];
}));
