/** The exported script, run: what SymPy proves by it, and what it does not. */
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { PYTHON, runScript, stopScripts } from '../../bench/sympy-scripts.ts';
import { timeReversal } from '../../src/calculus/time-reversal.ts';
import type { Condition, Expression, Variable } from '../../src/kernel/expression.ts';
import {
  apply, at, controlVariable, coordinate, derivative, divergence, dot, exp, field, gradient, hessian, identity,
  integral, inverse, laplacian, log, minus, num, over, parameter, plus, pow, subtract, times, transpose, use,
  doubleDot, optimum,
} from '../../src/kernel/expression.ts';
import { readDocument } from '../../src/language/document.ts';
import type { ClaimBody, Document, Problem, Value } from '../../src/language/statement.ts';
import {
  y, f, g, G, p, half, score, processOf, isotropic, densityOf, equation, assume, documentOf, script, x, t, T, span,
} from '../../test/check/exported.ts';

/** Counted as skipped where there is no SymPy. */
const withSympy = test.skipIf(PYTHON === null);
afterAll(stopScripts);
const SECONDS = 120_000;

interface Printed {
  readonly lines: readonly string[];
  readonly status: number | null;
}
const printedBy = ({ stdout, stderr, status }: { readonly stdout: string; readonly stderr: string; readonly status: number | null }): Printed => {
  if (stderr !== '') throw new Error(stderr);
  return { lines: stdout.trim().split('\n'), status };
};
const run = async (document: Document, ...dimensions: readonly string[]): Promise<Printed> => printedBy(await runScript(script(document), dimensions));
/** As a user runs it. */
const runAlone = (document: Document): Printed => printedBy(spawnSync(PYTHON ?? 'python3', ['-'], { input: script(document), encoding: 'utf8' }));

describe('the exported script', () => {
  withSympy('proves the log-density equation and names a wrong one, run as a user runs it', () => {
    const right = (factor: Expression): Expression => plus(
      minus(divergence(use(f))), minus(dot(use(f), score)),
      times(factor, pow(use(g), num(2)), plus(laplacian(log(use(p))), dot(score, score))));
    const left = derivative(t, log(use(p)));
    const { lines, status } = runAlone(documentOf({ right: equation(left, right(half)), wrong: equation(left, right(num(1))) }, [densityOf(isotropic)]));
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'ok right d=1', 'FAILED wrong d=1', 'ok right d=2', 'FAILED wrong d=2', 'ok right d=3', 'FAILED wrong d=3',
    ]);
    expect(status).toBe(1);
  }, SECONDS);

  withSympy('proves Anderson’s reversal with functions at T − t, and needs the divergence of D', async () => {
    const forward = processOf(use(f), use(G));
    const reversed = timeReversal(forward, use(p), use(T));
    const mirrored = apply(p, [use(x), subtract(use(T), use(t))]);
    const D = dot(use(G), transpose(use(G)));
    const later = (e: Expression): Expression => at(e, [{ variable: t, value: subtract(use(T), use(t)) }]);
    const without = processOf(later(plus(minus(use(f)), dot(D, score))), later(use(G)));
    const { lines } = await run(documentOf({
      anderson: { kind: 'density', density: mirrored, process: reversed, stationary: false },
      slip: { kind: 'density', density: mirrored, process: without, stationary: false },
    }, [densityOf(forward)]), '1', '2');
    expect(lines.map((line) => line.split(':')[0])).toEqual([
      'ok anderson d=1', 'FAILED slip d=1', 'ok anderson d=2', 'FAILED slip d=2',
    ]);
  }, SECONDS);

  withSympy('tells ∂t (p(x,T−t)) from (∂t p)(x,T−t)', async () => {
    const composite = derivative(t, apply(p, [use(x), subtract(use(T), use(t))]));
    const elsewhere = at(derivative(t, use(p)), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const back = at(at(use(p), [{ variable: t, value: subtract(use(T), use(t)) }]), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const { lines } = await run(documentOf({
      sign: equation(composite, minus(elsewhere)), same: equation(composite, elsewhere), twice: equation(back, use(p)),
    }), '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok']);
  }, SECONDS);

  withSympy('proves that a flux integrates to nothing, and a norm not', async () => {
    const phi = use(field('phi', [x, t]));
    const { lines } = await run(documentOf({
      parts: equation(integral(x, times(use(p), laplacian(phi))), minus(integral(x, dot(gradient(use(p)), gradient(phi))))),
      mass: equation(derivative(t, integral(x, use(p))), num(0)),
      norm: equation(derivative(t, integral(x, times(use(p), use(p)))), num(0)),
    }, [densityOf(isotropic)]), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'FAILED', 'ok', 'ok', 'FAILED']);
  }, SECONDS);

  withSympy('eliminates a quadratic optimum, and knows the optimal control', async () => {
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
    const { lines } = await run(documentOf({
      law: { kind: 'optimal', control: u, law, problem, value: null },
      sign: { kind: 'optimal', control: u, law: minus(law), problem, value: null },
      hjb,
    }, [value]), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok', 'ok', 'FAILED', 'ok']);
  }, SECONDS);

  withSympy('uses curl-free fields, stationary densities, definitions and equalities', async () => {
    const [s, w] = [field('s', [x], { shape: ['n'] }), field('w', [x])];
    const [nu, lambda] = [use(parameter('nu')), use(parameter('lambda'))];
    const U = field('U', [x]);
    const still = field('q', [x], { sign: 'positive' });
    const gibbs = processOf(minus(gradient(use(U))), times(num(2), identity()));
    const { lines } = await run(documentOf({
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

  withSympy('uses what is assumed at one time there, and nowhere else', async () => {
    const { lines } = await run(readDocument(`field A(t) > 0
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
`, 'a.claim'), '1', '2');
    const expected = ['ok', 'FAILED', 'ok', 'FAILED', 'ok', 'FAILED', 'ok'];
    expect(lines.map((line) => line.split(' ')[0])).toEqual([...expected, ...expected]);
  }, SECONDS);

  withSympy('puts a law with derivatives of the value in place of the control', async () => {
    const { lines } = await run(readDocument(`field V(x,t)
control u: vector
let H(x,t,u) = 1/2 |u|^2 + u · grad V
claim "stationary": (grad[u] H)(u = -grad V) = 0
claim "the other way": (grad[u] H)(u = grad V) = 0
`, 'a.claim'), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'FAILED', 'ok', 'FAILED']);
  }, SECONDS);

  withSympy('knows scalar documents, powers and positive variables', async () => {
    const z: Variable = coordinate('x', null);
    const gamma = use(parameter('gamma', { sign: 'positive' }));
    const power = pow(use(z), subtract(num(1), gamma));
    const positive: Condition = { relation: '>', left: use(z), right: num(0) };
    const { lines } = await run(documentOf({
      power: equation(derivative(z, over(power, subtract(num(1), gamma))), pow(use(z), minus(gamma))),
      root: equation(pow(times(use(z), use(z)), half), use(z)),
    }, [], { dimension: 1, where: [positive] }));
    expect(lines).toEqual(['ok power d=1', 'ok root d=1']);
  }, SECONDS);

  withSympy('skips what it cannot decide, and says why', async () => {
    const inner = equation(log(integral(x, use(p))), num(0));
    const { lines, status } = await run(documentOf({ inner }), '1');
    expect(lines).toEqual(['SKIPPED inner d=1: an integral that would have to be evaluated']);
    expect(status).toBe(0);
  }, SECONDS);

  withSympy('passes derivatives under an integral, and tells two integrals apart', async () => {
    const [kernel, data] = [use(field('kernel', [x, y])), use(field('data', [y], { sign: 'positive' }))];
    const mixture = integral(y, times(kernel, data));
    const { lines } = await run(documentOf({
      under: equation(gradient(log(mixture)), over(integral(y, times(data, gradient(kernel))), mixture)),
      twice: equation(log(times(use(g), mixture)), log(integral(y, times(use(g), data, kernel)))),
      other: equation(log(mixture), log(integral(y, times(kernel, pow(data, num(2)))))),
    }), '1', '2');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['ok', 'ok', 'SKIPPED', 'ok', 'ok', 'SKIPPED']);
  }, SECONDS);

  withSympy('knows Gibbs’ variational formula, with its temperature', async () => {
    const a = coordinate('a', null);
    const alpha = use(parameter('alpha', { sign: 'positive' }));
    const policy = field('policy', [a], { sign: 'positive' });
    const Q = use(field('Q', [x, a]));
    const gain = integral(a, times(use(policy), subtract(Q, times(alpha, log(use(policy))))));
    const weight = exp(over(Q, alpha));
    const total = integral(a, weight);
    const { lines } = await run(documentOf({
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

  withSympy('takes square roots of squares for what they are, whatever the sign', async () => {
    const z: Variable = coordinate('x', null);
    const square = pow(use(z), num(2));
    const inDimensionOne = { dimension: 1 };
    const { lines } = await run(documentOf({
      derivative: equation(times(derivative(z, pow(square, half)), pow(square, half)), use(z)),
      sign: equation(pow(square, half), use(z)),
    }, [], inDimensionOne));
    expect(lines).toEqual(['ok derivative d=1', 'FAILED sign d=1: a component is not zero']);
  }, SECONDS);

  withSympy('does not take a constant for what bears a like name inside the script', async () => {
    const [a1, m1] = [use(parameter('value1')), use(parameter('m_1'))];
    const m = use(parameter('m', { shape: ['n'] }));
    const later = at(use(g), [{ variable: t, value: subtract(use(T), use(t)) }]);
    const { lines } = await run(documentOf({
      argument: equation(times(a1, later), times(subtract(use(T), use(t)), later)),
      component: equation(times(m1, dot(m, m)), num(0)),
      norm: equation(dot(m, m), pow(m1, num(2))),
    }), '1');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['FAILED', 'FAILED', 'FAILED']);
  }, SECONDS);

  withSympy('skips a claim that takes longer than it may, and goes on with the next', async () => {
    const V = use(field('V', [x]));
    const many = (n: number): Expression => Array.from({ length: n }).reduce<Expression>((e) => laplacian(times(e, V)), V);
    const { lines } = await run(documentOf({ slow: equation(many(12), num(0)), quick: equation(V, V) }), '3', '--seconds', '1');
    expect(lines).toEqual(['SKIPPED slow d=3: it took longer than 1 seconds', 'ok quick d=3']);
  }, SECONDS);

  withSympy('knows matrices with a space of their own, and Hessians', async () => {
    const B = use(field('B', [x], { shape: ['n', 'm'] }));
    const V = use(field('V', [x]));
    const D = dot(B, transpose(B));
    const { lines } = await run(documentOf({
      product: equation(divergence(dot(D, gradient(V))), plus(doubleDot(D, hessian(V)), dot(divergence(D), gradient(V)))),
    }));
    expect(lines).toEqual(['ok product d=1', 'ok product d=2', 'ok product d=3']);
  }, SECONDS);
});
