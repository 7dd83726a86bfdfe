/**
 * The formulas of the area `compiled`: as kernel expressions here, and the same in bench/scipy_compiled.py for SymPy.
 *
 * - `merton`: terms as they occur with power and logarithmic utility, x^(−3/2), log x, e^t, sin t.
 * - `score`: the score of a mixture of three normals, ∂x log p.
 * - `residual`: of the HJB equation ∂t V + (σ²/2) ∂xx V − (σ²/2) (∂x V)² = 0 at V = −log Σ w N(x; m, s² + σ²(T − t)), which solves
 *   it; derivatives and all.
 */
import type { Expression, Field } from '../../src/kernel/expression.ts';
import {
  call, coordinate, derivative, exp, field, log, num, over, PI, plus, pow, subtract, T_VARIABLE, times, use,
} from '../../src/kernel/expression.ts';
import type { Instance } from '../../src/numeric/instance/instance.ts';

export const T = T_VARIABLE;
export const X = coordinate('x', null);
const [t, x] = [use(T), use(X)];

/** Weight, mean, deviation, in sixteenths. */
export const MIXTURE = [[4, -20, 6], [5, 3, 8], [7, 17, 5]] as const;
const sixteenths = (k: number): Expression => num(k, 16);

const normal = (mean: Expression, variance: Expression): Expression => times(
  exp(over(times(num(-1, 2), pow(subtract(x, mean), num(2))), variance)), pow(times(num(2), PI, variance), num(-1, 2)));

const mixture = (grown: Expression): Expression => plus(...MIXTURE.map(([w, m, s]) =>
  times(sixteenths(w), normal(sixteenths(m), plus(pow(sixteenths(s), num(2)), grown)))));

const p: Field = field('p', [X]);
const V: Field = field('V', [X, T]);
const horizon = num(1);
const squaredNoise = num(9, 16);

const INSTANCE: Instance = {
  spaces: new Map(), parameters: new Map(),
  fields: new Map([
    ['p', { slots: [[X]], components: [mixture(num(0))] }],
    ['V', { slots: [[X], [T]], components: [times(num(-1), log(mixture(times(squaredNoise, subtract(horizon, t)))))] }],
  ]),
};

const merton = plus(
  times(num(-2, 3), exp(times(num(3, 8), subtract(horizon, t))), pow(x, num(-3, 2))),
  times(exp(times(num(-1, 4), t)), plus(log(x), times(num(1, 16), subtract(horizon, t))),
    plus(num(1), times(num(1, 8), call('sin', times(num(2), t))))));

const dV = derivative(X, use(V));
const residual = plus(
  derivative(T, use(V)), times(num(1, 2), squaredNoise, derivative(X, dV)),
  times(num(-1, 2), squaredNoise, pow(dV, num(2))));

export interface Formula {
  readonly name: string;
  readonly expression: Expression;
  readonly instance: Instance;
  /** As mathjs reads it; null: too long to be written by hand. */
  readonly mathjs: string | null;
}

const mathjsNormal = (m: number, s: number): string =>
  `exp(-((x - ${m / 16}) / ${s / 16})^2 / 2) / (${s / 16} * sqrt(2 * pi))`;
const mathjsTerms = (each: (m: number, s: number) => string): string =>
  MIXTURE.map(([w, m, s]) => `${w / 16} * ${each(m, s)}`).join(' + ');

export const FORMULAS: readonly Formula[] = [
  {
    name: 'merton', expression: merton, instance: INSTANCE,
    mathjs: '-2 / 3 * exp(0.375 * (1 - t)) * x^(-1.5) + exp(-0.25 * t) * (log(x) + (1 - t) / 16) * (1 + sin(2 * t) / 8)',
  },
  {
    name: 'score', expression: derivative(X, log(use(p))), instance: INSTANCE,
    mathjs: `(${mathjsTerms((m, s) => `(${m / 16} - x) / ${(s / 16) ** 2} * ${mathjsNormal(m, s)}`)}) / (${mathjsTerms(mathjsNormal)})`,
  },
  { name: 'residual', expression: residual, instance: INSTANCE, mathjs: null },
];
