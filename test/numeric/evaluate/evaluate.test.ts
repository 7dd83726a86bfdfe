import { describe, expect, test } from 'vitest';
import type { Expression, Variable } from '../../../src/kernel/expression.ts';
import {
  apply, at, call, controlVariable, coordinate, derivative, determinant, dimensionOf, divergence, dot, doubleDot, exp, field, gradient, hessian,
  identity, inverse, laplacian, log, minus, num, outer, parameter, PI, plus, pow, T_VARIABLE, times, trace, transpose, use, X_VARIABLE,
} from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import type { Arithmetic } from '../../../src/numeric/arithmetic/arithmetic.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate, evaluateAll } from '../../../src/numeric/evaluate/evaluate.ts';
import type { Place } from '../../../src/numeric/evaluate/evaluate.ts';
import type { World } from '../../../src/numeric/evaluate/world.ts';
import type { Instance } from '../../../src/numeric/instance/instance.ts';

const scalar = (name: string): Variable => coordinate(name, null);
const [x1, x2, t] = [use(scalar('x1')), use(scalar('x2')), use(T_VARIABLE)];
const slots = [[scalar('x1'), scalar('x2')], [scalar('t')]];

/** f = (x1 x2, x1² t), p = exp(−x1² − x1 x2 + t x2), M = (1 x2; t x1 + 3). */
const f = field('f', [X_VARIABLE, T_VARIABLE], { shape: ['n'] });
const p = field('p', [X_VARIABLE, T_VARIABLE], { sign: 'positive' });
const M = field('M', [X_VARIABLE, T_VARIABLE], { shape: ['n', 'n'] });
const a = parameter('a', { shape: ['n'] });
const gamma = parameter('gamma');
const horizon = parameter('T');
const exponent = plus(minus(times(x1, x1)), minus(times(x1, x2)), times(t, x2));
const instance: Instance = {
  spaces: new Map([['n', 2], ['m', 3]]),
  parameters: new Map([['a', [rational(3), rational(-2)]], ['gamma', [rational(1, 2)]], ['T', [rational(2)]]]),
  fields: new Map([
    ['f', { slots, components: [times(x1, x2), times(x1, x1, t)] }],
    ['p', { slots, components: [exp(exponent)] }],
    ['M', { slots, components: [num(1), x2, t, plus(x1, num(3))] }],
  ]),
};
const [X1, X2, T] = [0.5, -0.25, 0.75];
const numbers = worldOf(instance, DOUBLES);
const place: Place<number> = [{ variable: X_VARIABLE, values: [X1, X2] }, { variable: T_VARIABLE, values: [T] }];
const values = (e: Expression): readonly number[] => evaluate(e, numbers, place, 0).map((series) => series[0]!);
const P = Math.exp(-X1 * X1 - X1 * X2 + T * X2);

const close = (computed: readonly number[], wanted: readonly number[]): void => {
  expect(computed).toHaveLength(wanted.length);
  computed.forEach((value, k) => expect(Math.abs(value - wanted[k]!)).toBeLessThan(1e-13 * (1 + Math.abs(wanted[k]!))));
};

describe('every kind of expression, by hand', () => {
  const x = use(X_VARIABLE);
  const score = [-2 * X1 - X2, -X1 + T];
  test.each<readonly [string, Expression, readonly number[]]>([
    ['a number', num(-7, 4), [-1.75]],
    ['π', PI, [Math.PI]],
    ['a dimension', dimensionOf('m'), [3]],
    ['a parameter', use(a), [3, -2]],
    ['a variable', x, [X1, X2]],
    ['a field', use(f), [X1 * X2, X1 * X1 * T]],
    ['a field at other arguments', apply(f, [times(num(2), x), plus(use(horizon), minus(t))]), [4 * X1 * X2, 4 * X1 * X1 * (2 - T)]],
    ['a sum', plus(x, use(a), x), [2 * X1 + 3, 2 * X2 - 2]],
    ['a product with a vector in the middle', times(num(2), x, use(gamma), t), [X1 * T, X2 * T]],
    ['a quotient', times(x, pow(t, num(-1))), [X1 / T, X2 / T]],
    ['a power with a number of the dimension', pow(use(p), times(num(-1, 2), dimensionOf('n'))), [1 / P]],
    ['a power with an exponent that is no number', pow(use(p), times(use(gamma), t)), [P ** (T / 2)]],
    ['a function', call('tanh', use(p)), [Math.tanh(P)]],
    ['a · b', dot(use(a), x), [3 * X1 - 2 * X2]],
    ['M a', dot(use(M), use(a)), [3 - 2 * X2, 3 * T - 2 * (X1 + 3)]],
    ['a M', dot(use(a), use(M)), [3 - 2 * T, 3 * X2 - 2 * (X1 + 3)]],
    ['M M', dot(use(M), use(M)), [1 + X2 * T, X2 + X2 * (X1 + 3), T + (X1 + 3) * T, T * X2 + (X1 + 3) ** 2]],
    ['M : Mᵀ', doubleDot(use(M), transpose(use(M))), [1 + 2 * X2 * T + (X1 + 3) ** 2]],
    ['a ⊗ x', outer(use(a), x), [3 * X1, 3 * X2, -2 * X1, -2 * X2]],
    ['Mᵀ', transpose(use(M)), [1, T, X2, X1 + 3]],
    ['tr M', trace(use(M)), [X1 + 4]],
    ['det M', determinant(use(M)), [X1 + 3 - X2 * T]],
    ['M⁻¹', inverse(use(M)), [X1 + 3, -X2, -T, 1].map((k) => k / (X1 + 3 - X2 * T))],
    ['the identity', identity('n'), [1, 0, 0, 1]],
    ['∂t', derivative(T_VARIABLE, use(p)), [X2 * P]],
    ['∂t of a composite', derivative(T_VARIABLE, apply(p, [x, plus(use(horizon), minus(t))])), [-X2 * Math.exp(-X1 * X1 - X1 * X2 + (2 - T) * X2)]],
    ['∂t, taken elsewhere', at(derivative(T_VARIABLE, use(p)), [{ variable: T_VARIABLE, value: plus(use(horizon), minus(t)) }]),
      [X2 * Math.exp(-X1 * X1 - X1 * X2 + (2 - T) * X2)]],
    ['a gradient', gradient(log(use(p))), score],
    ['a Jacobian, (jac f)_ij = ∂_j f_i', gradient(use(f)), [X2, X1, 2 * X1 * T, 0]],
    ['a divergence', divergence(use(f)), [X2]],
    ['a divergence of a matrix, along its rows', divergence(use(M)), [1, 0]],
    ['the divergence of its transpose is another', divergence(transpose(use(M))), [0, 0]],
    ['a Laplacian', laplacian(use(p)), [P * (score[0]! ** 2 + score[1]! ** 2 - 2)]],
    ['a Laplacian of a vector', laplacian(use(f)), [0, 2 * T]],
    ['a Hessian', hessian(use(p)), [score[0]! ** 2 - 2, score[0]! * score[1]! - 1, score[0]! * score[1]! - 1, score[1]! ** 2].map((k) => k * P)],
    ['a derivative of a constant', gradient(use(gamma)), [0, 0]],
    ['everything elsewhere at once', at(plus(x, times(t, use(a))), [
      { variable: X_VARIABLE, value: times(t, x) }, { variable: T_VARIABLE, value: dot(x, x) }]),
    [T * X1 + 3 * (X1 ** 2 + X2 ** 2), T * X2 - 2 * (X1 ** 2 + X2 ** 2)]],
    ['elsewhere within elsewhere', at(at(t, [{ variable: T_VARIABLE, value: times(t, t) }]), [{ variable: T_VARIABLE, value: plus(t, num(1)) }]), [(T + 1) ** 2]],
  ])('%s', (_, e, wanted) => close(values(e), wanted));

  test('derivatives of what is taken elsewhere', () => {
    // (∂t p)(x, T − t) = x2 q, q = p(x, T − t), and (p)(2x, t) by x.
    const mirrored = at(derivative(T_VARIABLE, use(p)), [{ variable: T_VARIABLE, value: plus(use(horizon), minus(t)) }]);
    const q = Math.exp(-X1 * X1 - X1 * X2 + (2 - T) * X2);
    close(values(derivative(T_VARIABLE, mirrored)), [-X2 * X2 * q]);
    close(values(gradient(mirrored)), [X2 * (-2 * X1 - X2) * q, (1 + X2 * (2 - T - X1)) * q]);
    const doubled = at(log(use(p)), [{ variable: X_VARIABLE, value: times(num(2), x) }]);
    close(values(gradient(doubled)), [-8 * X1 - 4 * X2, -4 * X1 + 2 * T]);
    close(values(hessian(doubled)), [-8, -4, -4, 0]);
  });

  test('fields whose arguments are the variables in another order, or not all of them', () => {
    const g = field('g', [scalar('b'), scalar('c')]);
    const [b, c] = [scalar('b'), scalar('c')];
    const world = worldOf({ spaces: new Map(), parameters: new Map(), fields: new Map([['g', { slots: [[b], [c]], components: [times(use(b), use(b), use(c))] }]]) }, DOUBLES);
    const there: Place<number> = [{ variable: b, values: [2] }, { variable: c, values: [5] }];
    expect(evaluate(apply(g, [use(b), use(c)]), world, there, 1)).toEqual([[20, 20, 4]]);
    expect(evaluate(apply(g, [use(c), use(b)]), world, there, 1)).toEqual([[50, 25, 20]]);
    expect(evaluate(apply(g, [use(b), use(b)]), world, there, 1)).toEqual([[8, 12, 0]]);
  });

  test('a variable that only the binding gives', () => {
    const y = coordinate('y', 'n');
    close(values(at(gradient(dot(use(y), use(y)), y), [{ variable: y, value: x }])), [2 * X1, 2 * X2]);
  });

  test('a control at the place', () => {
    const u = controlVariable('u', 'm');
    const there: Place<number> = [...place, { variable: u, values: [1, 2, 3] }];
    expect(evaluate(gradient(dot(use(u), use(u)), u), numbers, there, 0).map((s) => s[0])).toEqual([2, 4, 6]);
  });
});

describe('series', () => {
  test('all derivatives to the order that is asked for, in the variables of the place', () => {
    const [series] = evaluate(times(use(T_VARIABLE), dot(use(X_VARIABLE), use(a))), numbers, place, 2);
    // 1, x1, x2, t, x1², x1 x2, x1 t, x2², x2 t, t² of t (3 x1 − 2 x2).
    expect(series).toEqual([T * (3 * X1 - 2 * X2), 3 * T, -2 * T, 3 * X1 - 2 * X2, 0, 0, 3, 0, -2, 0]);
  });

  test('a constant has as many coefficients as any other', () => {
    expect(evaluate(use(gamma), numbers, place, 1)).toEqual([[0.5, 0, 0, 0]]);
  });

  test('several at once are what each is alone; a lower order is the beginning of a higher one', () => {
    const parts = [gradient(use(p)), laplacian(use(p)), use(p)];
    const together = evaluateAll(parts, numbers, place, 1);
    parts.forEach((e, k) => {
      expect(together[k]).toEqual(evaluate(e, numbers, place, 1));
      expect(evaluate(e, numbers, place, 2).map((series) => series.slice(0, 4))).toEqual(together[k]);
    });
  });

  test('a field is asked for to the order that is needed, and where equal, once', () => {
    const asked: string[] = [];
    const world: World<number> = {
      ...numbers,
      field: (symbol, point, order) => {
        asked.push(`${symbol.name}(${point.join()}) to ${order}`);
        return numbers.field(symbol, point, order);
      },
    };
    evaluate(plus(laplacian(use(p)), derivative(T_VARIABLE, use(p)), times(use(p), dot(gradient(use(p)), use(f)))), world, place, 0);
    expect(asked.toSorted()).toEqual([`f(${X1},${X2},${T}) to 0`, `p(${X1},${X2},${T}) to 2`]);
  });

  test('a number that also stands elsewhere, among more variables, is a series of this place', () => {
    const [s, r] = [scalar('s'), scalar('r')];
    const five = num(5);
    const elsewhere = at(times(five, use(r)), [{ variable: r, value: use(s) }]);
    expect(evaluateAll([elsewhere, five], numbers, [{ variable: s, values: [2] }], 1)).toEqual([[[10, 5]], [[5, 0]]]);
  });

  test('over an arithmetic that can do no more than it must, the same numbers', () => {
    const { approximate: _, alike: _alike, sumOfProducts: _sum, ...least } = DOUBLES;
    const bare: Arithmetic<number> = least;
    const e = divergence(dot(inverse(use(M)), gradient(log(use(p)))));
    close(evaluate(e, worldOf(instance, bare), place, 1)[0]!, evaluate(e, numbers, place, 1)[0]!);
  });
});

describe('matrices of every size', () => {
  test.each([1, 2, 3, 4, 5, 6])('M M⁻¹ = 1 and det M det M⁻¹ = 1 for %i rows, with their derivatives', (n) => {
    const N = field('N', [T_VARIABLE], { shape: ['k', 'k'] });
    const entry = (k: number): Expression => plus(num(((k * 29) % 7) - 3, 4), times(num(((k * 17) % 5) - 2, 8), t, t), ...(k % (n + 1) === 0 ? [num(4)] : []));
    const world = worldOf({
      spaces: new Map([['k', n]]), parameters: new Map(),
      fields: new Map([['N', { slots: [[scalar('t')]], components: Array.from({ length: n * n }, (_, k) => entry(k)) }]]),
    }, BALLS);
    const there: Place<{ value: number; radius: number }> = [{ variable: T_VARIABLE, values: [BALLS.fromNumber(T)] }];
    const all = [
      ...evaluate(plus(dot(use(N), inverse(use(N))), minus(identity('k'))), world, there, 3),
      ...evaluate(plus(times(determinant(use(N)), determinant(inverse(use(N)))), num(-1)), world, there, 3),
    ].flat();
    expect(all.filter(({ value, radius }) => Math.abs(value) > radius || radius > 1e-9)).toEqual([]);
  });
});

describe('bad input, by name', () => {
  const fault = (name: string): unknown => expect.objectContaining({ name: 'NumericError', fault: name });
  const zero: Place<number> = [{ variable: X_VARIABLE, values: [0, 0] }, { variable: T_VARIABLE, values: [0] }];
  test.each<readonly [string, () => unknown, string]>([
    ['a variable without a value', () => values(use(coordinate('y', 'n'))), 'not-applicable'],
    ['a derivative by it', () => values(derivative(scalar('s'), t)), 'not-applicable'],
    ['a vector of the wrong length', () => evaluate(t, numbers, [{ variable: X_VARIABLE, values: [1] }, place[1]!], 0), 'not-applicable'],
    ['a field that the instance does not give', () => values(use(field('q', [T_VARIABLE]))), 'not-applicable'],
    ['a parameter that it does not give', () => values(use(parameter('b'))), 'not-applicable'],
    ['a space that it does not give', () => values(identity('l')), 'not-applicable'],
    ['a division by 0', () => evaluate(pow(t, num(-1)), numbers, zero, 0), 'not-finite'],
    ['the logarithm of 0', () => evaluate(log(t), numbers, zero, 0), 'not-finite'],
    ['the logarithm of a negative number', () => values(log(num(-1))), 'not-finite'],
    ['a root without a derivative', () => evaluate(call('sqrt', t), numbers, zero, 1), 'not-finite'],
    ['an overflow', () => values(exp(num(1000))), 'not-finite'],
    ['0 times what is no number', () => values(times(num(0), log(num(-1)))), 'not-finite'],
    ['the inverse of a singular matrix', () => values(inverse(outer(use(a), use(a)))), 'singular-matrix'],
    ['a field known to a lower order', () => evaluate(use(f), { ...numbers, field: () => [[1], [2]] }, place, 1), 'not-applicable'],
  ])('%s', (_, act, name) => expect(act).toThrow(fault(name) as Error));

  const [s, r] = [scalar('s'), scalar('r')];
  const rootElsewhere = at(call('sqrt', use(r)), [{ variable: r, value: times(use(s), use(s)) }]);
  test.each<readonly [string, Expression]>([
    ['√s √s', times(call('sqrt', use(s)), call('sqrt', use(s)))],
    ['√r at r = s², which is |s|', rootElsewhere],
  ])('a derivative that there is not: of %s at 0', (_, e) => {
    const zeroOf = <Value>(value: Value): Place<Value> => [{ variable: s, values: [value] }];
    for (const slope of [derivative(s, e), derivative(s, derivative(s, e))]) {
      expect(() => evaluate(slope, numbers, zeroOf(0), 0)).toThrow(fault('not-finite') as Error);
      expect(evaluate(slope, worldOf(instance, BALLS), zeroOf(BALLS.zero), 0)[0]![0]!.radius).toBe(Infinity);
    }
    expect(() => evaluate(e, numbers, zeroOf(0), 1)).toThrow(fault('not-finite') as Error);
  });

  test('derivatives of an order that nobody means', () => {
    const deep = (n: number): Expression => Array.from({ length: n }).reduce<Expression>((e) => derivative(T_VARIABLE, e), call('sin', t));
    const at0 = (e: Expression): number => evaluate(e, numbers, [{ variable: T_VARIABLE, values: [0] }], 0)[0]![0]!;
    expect(at0(deep(21))).toBeCloseTo(1, 12);
    for (const n of [130, 260]) expect(() => at0(deep(n))).toThrow(fault('not-applicable') as Error);
  });

  test('a ball of infinite radius is a result', () => {
    const world = worldOf(instance, BALLS);
    const there = [{ variable: T_VARIABLE, values: [{ value: 0, radius: 0.5 }] }];
    expect(evaluate(pow(t, num(-1)), world, there, 0)).toEqual([[{ value: 0, radius: Infinity }]]);
    // Also where it is multiplied by 0, as a number and as a series: what does not exist does not vanish.
    for (const zero of [num(0), plus(t, minus(t)), derivative(T_VARIABLE, use(gamma))]) {
      expect(evaluate(times(zero, pow(t, num(-1))), world, there, 1)[0]![0]!.radius).toBe(Infinity);
    }
  });
});
