import { spawnSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { pythonWithSympy } from '../../bench/python.ts';
import { exportSympy } from '../../src/check/sympy.ts';
import { timeReversal } from '../../src/calculus/time-reversal.ts';
import type { Condition, Expression, Hypothesis, Variable } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, apply, at, controlVariable, coordinate, derivative, divergence, dot, exp, field, gradient, hessian,
  identity, integral, inverse, laplacian, log, minus, num, over, parameter, plus, pow, subtract, times, transpose, use, doubleDot, optimum,
} from '../../src/kernel/expression.ts';
import { readDocument } from '../../src/language/document.ts';
import type {
  Claim, ClaimBody, Declaration, Density, Document, Problem, Process, Value,
} from '../../src/language/statement.ts';

const python = pythonWithSympy();
/** Runs an exported script; counted as skipped where there is no SymPy. */
const withSympy = test.skipIf(python === null);
const SECONDS = 120_000;

const [x, t, T, span] = [X_VARIABLE, T_VARIABLE, parameter('T'), { start: 0, end: 0 }];
const y = coordinate('y', 'n');
const f = field('f', [x, t], { shape: ['n'] });
const g = field('g', [t]);
const G = field('G', [x, t], { shape: ['n', 'n'] });
const p = field('p', [x, t], { sign: 'positive' });
const half = num(1, 2);
const score = gradient(log(use(p)));

const processOf = (drift: Expression, noise: Expression | null, backward = false): Process => ({
  kind: 'process', name: 'X', backward, span,
  blocks: [{
    name: 'X', variable: x, drift,
    noises: noise === null ? [] : [{ coefficient: noise, wiener: 'W', space: 'n', stratonovich: false }],
  }],
});
const isotropic = processOf(use(f), times(use(g), identity()));
const densityOf = (process: Process): Density => ({ kind: 'density', field: p, process, stationary: false, span });
const equation = (left: Expression, right: Expression): ClaimBody => ({ kind: 'equation', left, right, iff: null, by: null });
const assume = (hypothesis: Hypothesis): Declaration => ({ kind: 'assume', hypothesis, span });

const documentOf = (
  claims: Readonly<Record<string, ClaimBody>>, declarations: readonly Declaration[] = [],
  more: { readonly dimension?: number; readonly where?: readonly Condition[] } = {},
): Document => ({
  path: 'a.md', source: '', dimension: more.dimension ?? null, statements: [], symbols: new Map(), declarations, fields: new Map(), diagnostics: [],
  claims: Object.entries(claims).map(([name, body], i): Claim => ({
    declared: 'claim', name, where: more.where ?? [], body, span, line: i + 1, column: 1, text: `claim "${name}"`,
  })),
});
const script = (document: Document): string => exportSympy(document, document.claims.map((claim) => claim.name));
const run = (document: Document, ...dimensions: readonly string[]): { readonly lines: readonly string[]; readonly status: number | null } => {
  const { stdout, stderr, status } = spawnSync(python ?? 'python3', ['-', ...dimensions], { input: script(document), encoding: 'utf8' });
  if (stderr !== '') throw new Error(stderr);
  return { lines: stdout.trim().split('\n'), status };
};

describe('the exported script', () => {
  it('names the claims it is given and no others, and has exact numbers', () => {
    const document = documentOf({ kept: equation(times(half, use(p)), use(p)), omitted: equation(use(g), use(g)) });
    const text = exportSympy(document, ['kept']);
    expect(text).toContain('report("kept", d, claim_1)');
    expect(text).not.toContain('omitted');
    expect(text).toContain('Integer(1)/2*p(x, t)');
    expect(text).toContain('default=[1, 2, 3])');
  });

  it('runs in the dimension that the document fixes', () => {
    expect(script(documentOf({ a: equation(use(p), use(p)) }, [], { dimension: 2 }))).toContain('default=[2])');
  });

  it('gives Python words and its own another name, and lets no text of a document out of its comment', () => {
    const lambda = use(parameter('lambda', { sign: 'positive' }));
    const document = documentOf({ 'a\nimport os\u2028#"""': equation(lambda, plus(lambda, use(parameter('dot')))) });
    const text = script(document);
    expect(text).toContain('lambda_ = constant("lambda", positive=True)');
    expect(text).toContain('dot_ = constant("dot")');
    expect(text).not.toMatch(/^import os/m);
  });

  withSympy('proves the log-density equation and names a wrong one', () => {
    const right = (factor: Expression): Expression => plus(
      minus(divergence(use(f))), minus(dot(use(f), score)),
      times(factor, pow(use(g), num(2)), plus(laplacian(log(use(p))), dot(score, score))));
    const left = derivative(t, log(use(p)));
    const { lines, status } = run(documentOf({ right: equation(left, right(half)), wrong: equation(left, right(num(1))) }, [densityOf(isotropic)]));
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'ok right d=1', 'FAILED wrong d=1', 'ok right d=2', 'FAILED wrong d=2', 'ok right d=3', 'FAILED wrong d=3',
    ]);
    expect(status).toBe(1);
  }, SECONDS);

  withSympy('proves Anderson’s reversal with functions at T − t, and needs the divergence of D', () => {
    const forward = processOf(use(f), use(G));
    const reversed = timeReversal(forward, use(p), use(T));
    const mirrored = apply(p, [use(x), subtract(use(T), use(t))]);
    const D = dot(use(G), transpose(use(G)));
    const later = (e: Expression): Expression => at(e, [{ variable: t, value: subtract(use(T), use(t)) }]);
    const without = processOf(later(plus(minus(use(f)), dot(D, score))), later(use(G)));
    const { lines } = run(documentOf({
      anderson: { kind: 'density', density: mirrored, process: reversed, stationary: false },
      slip: { kind: 'density', density: mirrored, process: without, stationary: false },
    }, [densityOf(forward)]), '1', '2');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'ok anderson d=1', 'FAILED slip d=1', 'ok anderson d=2', 'FAILED slip d=2',
    ]);
  }, SECONDS);

  withSympy('tells ∂t (p(x,T−t)) from (∂t p)(x,T−t)', () => {
    const composite = derivative(t, apply(p, [use(x), subtract(use(T), use(t))]));
    const elsewhere = at(derivative(t, use(p)), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const back = at(at(use(p), [{ variable: t, value: subtract(use(T), use(t)) }]), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const { lines } = run(documentOf({
      sign: equation(composite, minus(elsewhere)), same: equation(composite, elsewhere), twice: equation(back, use(p)),
    }), '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok']);
  }, SECONDS);

  withSympy('proves that a flux integrates to nothing, and a norm not', () => {
    const phi = use(field('phi', [x, t]));
    const { lines } = run(documentOf({
      parts: equation(integral(x, times(use(p), laplacian(phi))), minus(integral(x, dot(gradient(use(p)), gradient(phi))))),
      mass: equation(derivative(t, integral(x, use(p))), num(0)),
      norm: equation(derivative(t, integral(x, times(use(p), use(p)))), num(0)),
    }, [densityOf(isotropic)]), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'FAILED', 'ok', 'ok', 'FAILED']);
  }, SECONDS);

  withSympy('eliminates a quadratic optimum, and knows the optimal control', () => {
    const u = controlVariable('u', 'n');
    const V = field('V', [x, t]);
    const R = use(parameter('R', { shape: ['n', 'n'], symmetry: 'positive' }));
    const problem: Problem = {
      kind: 'problem', name: 'P', sense: 'minimize', running: times(half, dot(use(u), dot(R, use(u)))), terminal: use(field('k', [x])),
      horizon: use(T), controls: [u], process: processOf(plus(use(f), dot(use(G), use(u))), null), discount: null, span,
    };
    const value: Value = { kind: 'value', field: V, problem, span };
    const law = minus(dot(inverse(R), dot(transpose(use(G)), gradient(use(V)))));
    const b = dot(transpose(use(G)), gradient(use(V)));
    const hjb = equation(derivative(t, use(V)), subtract(times(half, dot(b, dot(inverse(R), b))), dot(use(f), gradient(use(V)))));
    const { lines } = run(documentOf({
      law: { kind: 'optimal', control: u, law, problem, value: null },
      sign: { kind: 'optimal', control: u, law: minus(law), problem, value: null },
      hjb,
    }, [value]), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok', 'ok', 'FAILED', 'ok']);
  }, SECONDS);

  withSympy('uses curl-free fields, stationary densities, definitions and equalities', () => {
    const [s, w] = [field('s', [x], { shape: ['n'] }), field('w', [x])];
    const [nu, lambda] = [use(parameter('nu')), use(parameter('lambda'))];
    const U = field('U', [x]);
    const still = field('q', [x], { sign: 'positive' });
    const gibbs = processOf(minus(gradient(use(U))), times(num(2), identity()));
    const { lines } = run(documentOf({
      symmetric: equation(gradient(use(s)), transpose(gradient(use(s)))),
      defined: equation(gradient(use(w)), times(use(w), use(s))),
      equal: { ...equation(times(nu, use(w)), times(lambda, use(w))), iff: [{ relation: '=', left: nu, right: lambda }] } as ClaimBody,
      gibbs: { kind: 'density', density: exp(times(num(-1, 2), use(U))), process: gibbs, stationary: true },
      stationary: equation(times(num(2), laplacian(use(still))), minus(divergence(times(use(still), gradient(use(U)))))),
    }, [
      assume({ kind: 'curl-free', name: 's', field: s }),
      assume({ kind: 'equation', name: 'w', left: gradient(use(w)), right: times(use(w), use(s)), solvedFor: w }),
      { kind: 'density', field: still, process: gibbs, stationary: true, span },
    ]), '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  }, SECONDS);

  withSympy('uses what is assumed at one time there, and nowhere else', () => {
    const lines = run(readDocument(`field A(t) > 0
field M(t): symmetric matrix
field k(x)
field p(x,t) > 0
param T
param Z > 0
assume A(T) = 2
assume M(T) = 3 I
assume p(x,0) = exp(-k) / Z
claim "there": A(T)^2 = 4
claim "elsewhere": A = 2
claim "a matrix there": tr(M(T)) = 3 tr(I)
claim "a matrix elsewhere": tr(M) = 3 tr(I)
claim "with its space derivatives": grad log p(x,0) = -grad k
claim "without its time derivative": (∂t log p)(x,0) = 0
claim "at another place": p(2 x,0) = exp(-k(2 x)) / Z
`, 'a.claim'), '1', '2').lines;
    const expected = ['ok', 'FAILED', 'ok', 'FAILED', 'ok', 'FAILED', 'ok'];
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...expected, ...expected]);
  }, SECONDS);

  withSympy('puts a law with derivatives of the value in place of the control', () => {
    const { lines } = run(readDocument(`field V(x,t)
control u: vector
let H(x,t,u) = 1/2 |u|^2 + u · grad V
claim "stationary": (grad[u] H)(u = -grad V) = 0
claim "the other way": (grad[u] H)(u = grad V) = 0
`, 'a.claim'), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok', 'FAILED']);
  }, SECONDS);

  withSympy('knows scalar documents, powers and positive variables', () => {
    const z: Variable = coordinate('x', null);
    const gamma = use(parameter('gamma', { sign: 'positive' }));
    const power = pow(use(z), subtract(num(1), gamma));
    const positive: Condition = { relation: '>', left: use(z), right: num(0) };
    const { lines } = run(documentOf({
      power: equation(derivative(z, over(power, subtract(num(1), gamma))), pow(use(z), minus(gamma))),
      root: equation(pow(times(use(z), use(z)), half), use(z)),
    }, [], { dimension: 1, where: [positive] }));
    expect(lines).toEqual(['ok power d=1', 'ok root d=1']);
  }, SECONDS);

  withSympy('skips what it cannot decide, and says why', () => {
    const inner = equation(log(integral(x, use(p))), num(0));
    const { lines, status } = run(documentOf({ inner }), '1');
    expect(lines).toEqual(['SKIPPED inner d=1: an integral that would have to be evaluated']);
    expect(status).toBe(0);
  }, SECONDS);

  withSympy('passes derivatives under an integral, and tells two integrals apart', () => {
    const [kernel, data] = [use(field('kernel', [x, y])), use(field('data', [y], { sign: 'positive' }))];
    const mixture = integral(y, times(kernel, data));
    const { lines } = run(documentOf({
      under: equation(gradient(log(mixture)), over(integral(y, times(data, gradient(kernel))), mixture)),
      twice: equation(log(times(use(g), mixture)), log(integral(y, times(use(g), data, kernel)))),
      other: equation(log(mixture), log(integral(y, times(kernel, pow(data, num(2)))))),
    }), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'SKIPPED', 'ok', 'ok', 'SKIPPED']);
  }, SECONDS);

  withSympy('knows Gibbs’ variational formula, with its temperature', () => {
    const a = coordinate('a', null);
    const alpha = use(parameter('alpha', { sign: 'positive' }));
    const policy = field('policy', [a], { sign: 'positive' });
    const Q = use(field('Q', [x, a]));
    const gain = integral(a, times(use(policy), subtract(Q, times(alpha, log(use(policy))))));
    const weight = exp(over(Q, alpha));
    const total = integral(a, weight);
    const { lines } = run(documentOf({
      value: equation(optimum('max', policy, gain), times(alpha, log(total))),
      policy: equation(optimum('argmax', policy, gain), over(weight, total)),
      cold: equation(optimum('max', policy, gain), log(total)),
      cost: equation(optimum('min', policy, gain), times(alpha, log(total))),
    }), '1');
    expect(lines).toEqual([
      'ok value d=1', 'ok policy d=1', 'SKIPPED cold d=1: an integral that would have to be evaluated',
      'SKIPPED cost d=1: an optimum over densities that is not of Gibbs’ form'.replace('’', "'"),
    ]);
  }, SECONDS);

  withSympy('takes square roots of squares for what they are, whatever the sign', () => {
    const z: Variable = coordinate('x', null);
    const square = pow(use(z), num(2));
    const inDimensionOne = { dimension: 1 };
    const { lines } = run(documentOf({
      derivative: equation(times(derivative(z, pow(square, half)), pow(square, half)), use(z)),
      sign: equation(pow(square, half), use(z)),
    }, [], inDimensionOne));
    expect(lines).toEqual(['ok derivative d=1', 'FAILED sign d=1: a component is not zero']);
  }, SECONDS);

  withSympy('does not take a constant for what bears a like name inside the script', () => {
    const [a1, m1] = [use(parameter('value1')), use(parameter('m_1'))];
    const m = use(parameter('m', { shape: ['n'] }));
    const later = at(use(g), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const { lines } = run(documentOf({
      argument: equation(times(a1, later), times(subtract(use(T), use(t)), later)),
      component: equation(times(m1, dot(m, m)), num(0)),
      norm: equation(dot(m, m), pow(m1, num(2))),
    }), '1');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['FAILED', 'FAILED', 'FAILED']);
  }, SECONDS);

  withSympy('skips a claim that takes longer than it may, and goes on with the next', () => {
    const V = use(field('V', [x]));
    const many = (n: number): Expression => Array.from({ length: n }).reduce<Expression>((e) => laplacian(times(e, V)), V);
    const { lines } = run(documentOf({ slow: equation(many(12), num(0)), quick: equation(V, V) }), '3', '--seconds', '1');
    expect(lines).toEqual(['SKIPPED slow d=3: it took longer than 1 seconds', 'ok quick d=3']);
  }, SECONDS);

  withSympy('knows matrices with a space of their own, and Hessians', () => {
    const B = use(field('B', [x], { shape: ['n', 'm'] }));
    const V = use(field('V', [x]));
    const D = dot(B, transpose(B));
    const { lines } = run(documentOf({
      product: equation(divergence(dot(D, gradient(V))), plus(doubleDot(D, hessian(V)), dot(divergence(D), gradient(V)))),
    }));
    expect(lines).toEqual(['ok product d=1', 'ok product d=2', 'ok product d=3']);
  }, SECONDS);
});
