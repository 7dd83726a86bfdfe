import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  apply, derivative, divergence, dot, exp, field, gradient, laplacian, log, mapParts, minus, num, parameter, partsOf, plus, pow,
  T_VARIABLE, times, transpose, use, X_VARIABLE,
} from '../../src/kernel/expression.ts';
import type { Certificate, Goal } from '../../src/kernel/goal.ts';
import { add, ONE, rational } from '../../src/kernel/rational.ts';
import { recheck } from '../../src/recheck/recheck.ts';
import {
  certificateOf, duality, dualityFlux, f, fokkerPlanck, G, goalOf, h, HALF, jet, logDensity, onceOverDensity, p,
  scalarParameter, scoreCertificate, scoreEquation, sum, term, useOf,
} from './examples.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
const T = parameter('T');

/** Anderson's reversal with a full matrix G(x,t): p(x,T−t) solves the Fokker–Planck equation of the reversed drift. */
const anderson = (correction: Expression = num(1)): { readonly goal: Goal; readonly certificate: Certificate } => {
  const forward = (density: Expression, drift: Expression, D: Expression): Expression =>
    plus(minus(divergence(times(drift, density))), times(num(1, 2), divergence(divergence(times(D, density)))));
  const D = dot(use(G), transpose(use(G)));
  const hypothesis = { kind: 'equation', name: 'p', left: derivative(t, use(p)), right: forward(use(p), use(f), D) } as const;
  const back = [use(x), plus(use(T), minus(use(t)))];
  const [q, Gb] = [apply(p, back), apply(G, back)];
  const Db = dot(Gb, transpose(Gb));
  const drift = plus(minus(apply(f, back)), times(correction, divergence(Db)), dot(Db, gradient(log(q))));
  const elsewhere = { variable: t, value: sum(term(ONE, scalarParameter(T)), term(rational(-1), { kind: 'coordinate', variable: t, label: null, exponent: ONE })) };
  return {
    goal: goalOf(derivative(t, q), forward(q, drift, Db), { hypotheses: [hypothesis] }),
    certificate: certificateOf({ uses: [useOf(0, sum(term(rational(-1))), { at: [elsewhere] })] }),
  };
};

const cases: readonly (readonly [string, Goal, Certificate])[] = [
  ['the log-density equation', logDensity(), onceOverDensity()],
  ['the score equation, a vector', scoreEquation(), scoreCertificate()],
  ['the duality of generator and adjoint, with its flux', duality(), dualityFlux()],
  ['Anderson’s reversal with a matrix', anderson().goal, anderson().certificate],
];

describe('a correct certificate', () => {
  test.each(cases)('is accepted: %s', (_name, goal, certificate) => {
    expect(recheck(goal, certificate)).toEqual({ accepted: true, reason: null });
  });

  test.each(cases)('is accepted with other random numbers: %s', (_name, goal, certificate) => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => recheck(goal, certificate, { seed }).accepted), { numRuns: 5 });
  });

  test('is accepted in a dimension that is asked for', () => {
    expect(recheck(logDensity(), onceOverDensity(), { dimensions: [4] }).accepted).toBe(true);
  });
});

/** Every expression that differs in one number, one sign, one transpose, or by a term dropped. */
const edits = (e: Expression): readonly Expression[] => {
  const here: Expression[] = [];
  if (e.kind === 'number') here.push({ ...e, value: add(e.value, rational(1, 3)) });
  if (e.kind === 'transpose') here.push(e.of);
  if (e.kind === 'add') e.terms.forEach((_, k) => here.push({ ...e, terms: e.terms.map((part, j) => (j === k ? minus(part) : part)) }));
  if (e.kind === 'add') e.terms.forEach((_, k) => here.push({ ...e, terms: e.terms.filter((_part, j) => j !== k) }));
  const inside = partsOf(e).flatMap((part, k) => edits(part).map((edited) => mapParts(e, (other, j) => (j === k ? edited : other))));
  return [...here, ...inside];
};

/** Every certificate that differs in one rational number. */
const mutated = <T>(part: T): readonly T[] => {
  if (typeof part !== 'object' || part === null) return [];
  if ('numerator' in part && 'denominator' in part) return [add(part as never, ONE) as T];
  if ('kind' in part && (part.kind === 'field' || part.kind === 'variable')) return [];
  if (Array.isArray(part)) return part.flatMap((item: unknown, k) => mutated(item).map((other) => part.map((old: unknown, j) => (j === k ? other : old)) as T));
  return Object.entries(part).flatMap(([key, item]: [string, unknown]) => mutated(item).map((other) => ({ ...part, [key]: other }) as T));
};

describe('a certificate is rejected', () => {
  test.each(cases)('for every goal that differs in one place: %s', (_name, goal, certificate) => {
    const goals = [...edits(goal.left).map((left) => ({ ...goal, left })), ...edits(goal.right).map((right) => ({ ...goal, right }))];
    expect(goals.length).toBeGreaterThan(3);
    expect(goals.filter((other) => recheck(other, certificate).accepted)).toEqual([]);
  });

  test.each(cases)('when one number of it differs: %s', (_name, goal, certificate) => {
    const others = mutated(certificate);
    expect(others.length).toBeGreaterThan(1);
    expect(others.filter((other) => recheck(goal, other).accepted)).toEqual([]);
  });

  test.each(cases)('when a use or the flux is missing: %s', (_name, goal, certificate) => {
    for (const other of [{ ...certificate, uses: certificate.uses.slice(1), flux: [] }]) {
      expect(recheck(goal, other).accepted).toBe(false);
    }
  });

  test('with the place: which dimension and component', () => {
    expect(recheck(logDensity(num(2)), onceOverDensity()).reason).toBe('the identity fails in dimension 1');
    expect(recheck(scoreEquation(), certificateOf()).reason).toBe('the identity fails in dimension 1, component [1]');
    expect(recheck(anderson(num(1, 2)).goal, anderson().certificate).accepted).toBe(false);
  });

  test('where a claim holds in dimension 1 only', () => {
    const v = field('v', [x], { shape: ['n'] });
    const goal = goalOf(gradient(use(v)), transpose(gradient(use(v))));
    expect(recheck(goal, certificateOf()).reason).toBe('the identity fails in dimension 2, component [1,2]');
    expect(recheck(goal, certificateOf({ dimension: 1 })).accepted).toBe(true);
  });

  test('with a flux for a goal at a point, or by a variable that is not integrated over', () => {
    expect(recheck({ ...duality(), under: null }, dualityFlux()).accepted).toBe(false);
    const byTime = goalOf(derivative(t, use(h)), num(0), { under: [x] });
    const flux = certificateOf({ flux: [{ variable: t, value: sum(term(ONE, jet(h))) }] });
    expect(recheck(byTime, flux).reason).toMatch(/^malformed: a flux by t/);
    expect(recheck({ ...byTime, under: [t] }, flux).accepted).toBe(true);
  });

  test('for another dimension than the goal’s', () => {
    expect(recheck({ ...logDensity(), dimension: 2 }, { ...onceOverDensity(), dimension: 3 }).accepted).toBe(false);
    expect(recheck({ ...logDensity(), dimension: 2 }, onceOverDensity()).accepted).toBe(true);
  });

  test('when it brings in a field of a declared name with other properties', () => {
    const v = field('M', [x], { shape: ['n', 'n'] });
    const symmetric = field('M', [x], { shape: ['n', 'n'], symmetry: 'symmetric' });
    const goal = goalOf(use(v), transpose(use(v)));
    const forged = certificateOf({ uses: [useOf(0, sum(term(HALF, jet(symmetric, ['i', 'j']))))] });
    expect(recheck({ ...goal, hypotheses: [fokkerPlanck] }, forged).reason).toBe('cannot be checked: two things are named M');
  });
});

describe('what is used', () => {
  test('a curl-free field is a gradient, and another is none', () => {
    const goal = goalOf(gradient(dot(use(f), use(f))), times(num(2), dot(gradient(use(f)), use(f))));
    expect(recheck(goal, certificateOf()).accepted).toBe(false);
    expect(recheck({ ...goal, hypotheses: [{ kind: 'curl-free', name: 'f', field: f }] }, certificateOf()).accepted).toBe(true);
  });

  test('conditions hold at the points that are drawn', () => {
    const s = { ...X_VARIABLE, name: 's', space: null };
    const root = pow(pow(plus(use(s), num(-1)), num(2)), num(1, 2));
    const condition = { relation: '>', left: use(s), right: num(1) } as const;
    expect(recheck(goalOf(root, plus(use(s), num(-1))), certificateOf()).accepted).toBe(false);
    expect(recheck(goalOf(root, plus(use(s), num(-1)), { conditions: [condition] }), certificateOf()).accepted).toBe(true);
    expect(recheck(goalOf(root, plus(num(1), minus(use(s))), { conditions: [condition] }), certificateOf()).accepted).toBe(false);
  });

  test('a condition with = counts as a hypothesis after the others', () => {
    const [nu, lambda] = [parameter('nu'), parameter('lambda')];
    const goal = goalOf(times(use(nu), laplacian(use(h))), times(use(lambda), laplacian(use(h))), {
      conditions: [{ relation: '=', left: use(nu), right: use(lambda) }],
    });
    const certificate = certificateOf({ uses: [useOf(0, sum(term(ONE, jet(h, [], [['k', 'k']]))))] });
    expect(recheck(goal, certificate).accepted).toBe(true);
    expect(recheck({ ...goal, conditions: [] }, certificate).reason).toBe('malformed: there is no equation number 0');
  });

  test('a derivative that was replaced inside a function is replaced here as well', () => {
    const heat = { kind: 'equation', name: 'heat', left: derivative(t, use(h)), right: laplacian(use(h)) } as const;
    const goal = goalOf(exp(derivative(t, use(h))), exp(laplacian(use(h))), { hypotheses: [heat] });
    expect(recheck(goal, certificateOf({ substituted: [0] })).accepted).toBe(true);
    expect(recheck(goal, certificateOf()).accepted).toBe(false);
    const wrong = { ...goal, right: exp(times(num(2), laplacian(use(h)))) };
    expect(recheck(wrong, certificateOf({ substituted: [0] })).accepted).toBe(false);
  });
});

describe('nothing makes it throw', () => {
  test.each([
    ['a hypothesis that is not there', logDensity(), certificateOf({ uses: [useOf(7, sum(term(ONE)))] })],
    ['a label that stands for nothing', logDensity(), certificateOf({ uses: [useOf(0, sum(term(ONE, jet(f, ['k']))))] })],
    ['a component that is not there', logDensity(), certificateOf({ uses: [useOf(0, sum(term(ONE, jet(f, ['9']))))] })],
    ['a label three times', logDensity(), certificateOf({ uses: [useOf(0, sum(term(ONE, jet(f, ['k']), jet(f, ['k']), jet(f, ['k']))))] })],
    ['no certificate at all', logDensity(), {} as Certificate],
    ['a division by zero', goalOf(pow(num(0), num(-1)), num(1)), certificateOf()],
    ['the logarithm of a negative number', goalOf(log(num(-1)), num(1)), certificateOf()],
    ['too many dimensions', logDensity(), { ...onceOverDensity(), dimension: 100_000 }],
  ])('%s', (_name, goal, certificate) => {
    const result = recheck(goal, certificate);
    expect(result.accepted).toBe(false);
    expect(result.reason).toMatch(/^(malformed|cannot be checked|the identity fails)/);
  });

  test('an expression nested 20,000 deep', () => {
    let deep: Expression = use(h);
    for (let k = 0; k < 20_000; k++) deep = exp(deep);
    expect(recheck(goalOf(deep, deep), certificateOf()).accepted).toBe(false);
  });

  test('a number of a hundred thousand digits', () => {
    const big = num(10n ** 100_000n);
    expect(recheck(goalOf(plus(big, use(h)), plus(use(h), big)), certificateOf()).accepted).toBe(true);
  });

  test('x^(10^9)', () => {
    const power = (n: bigint): Expression => pow(use(h), num(n));
    expect(recheck(goalOf(times(use(h), power(10n ** 9n)), power(10n ** 9n + 1n)), certificateOf()).accepted).toBe(true);
    expect(recheck(goalOf(power(10n ** 9n), power(10n ** 9n + 1n)), certificateOf()).accepted).toBe(false);
  });
});
