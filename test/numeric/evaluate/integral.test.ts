import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { goalsOf } from '../../../src/check/goals.ts';
import type { Expression, Variable } from '../../../src/kernel/expression.ts';
import {
  apply, call, coordinate, derivative, dot, exp, field, integral, log, minus, num, outer, over, PI, plus, pow, T_VARIABLE, times, use, X_VARIABLE,
} from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import { readDocument } from '../../../src/language/document.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { DOUBLES } from '../../../src/numeric/arithmetic/doubles.ts';
import { worldOf } from '../../../src/numeric/evaluate/closed-form.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import { wholeSpaceIntegrals } from '../../../src/numeric/evaluate/whole-space.ts';
import { someInstance } from './some-instance.ts';

const scalar = (name: string): Variable => coordinate(name, null);
const [z, y] = [scalar('z'), scalar('y')];
const square = (e: Expression): Expression => pow(e, num(2));
const bare = worldOf({ spaces: new Map([['n', 2]]), parameters: new Map(), fields: new Map() }, BALLS);
const place = [{ variable: z, values: [BALLS.fromNumber(0.5)] }];
const holds = (ball: Ball, value: number): boolean => Math.abs(ball.value - value) <= ball.radius;

describe('integrals over a whole space', () => {
  test('∫ e^(−(y−z)²/2) cos y dy = √(2π/e) cos z, with its derivatives by z', () => {
    const e = integral(y, times(exp(times(num(-1, 2), square(plus(use(y), minus(use(z)))))), call('cos', use(y))));
    const [series] = evaluate(e, bare, place, 3);
    const factor = Math.sqrt(2 * Math.PI) * Math.exp(-0.5);
    const wanted = [Math.cos(0.5), -Math.sin(0.5), -Math.cos(0.5) / 2, Math.sin(0.5) / 6].map((k) => k * factor);
    wanted.forEach((value, k) => {
      expect(holds(series![k]!, value)).toBe(true);
      expect(series![k]!.radius).toBeLessThan(1e-11);
    });
  });

  test('in the plane, of a tensor: ∫ x ⊗ x e^(−|x|²/2) dx = 2π 1', () => {
    const x = use(X_VARIABLE);
    const entries = evaluate(integral(X_VARIABLE, times(exp(times(num(-1, 2), dot(x, x))), outer(x, x))), bare, [], 0);
    [2 * Math.PI, 0, 0, 2 * Math.PI].forEach((value, k) => {
      expect(holds(entries[k]![0]!, value)).toBe(true);
      expect(entries[k]![0]!.radius).toBeLessThan(1e-10);
    });
  });

  test('a bound variable hides the one of the place', () => {
    const e = plus(use(z), integral(z, exp(minus(square(use(z))))));
    const [series] = evaluate(e, bare, place, 1);
    expect(holds(series![0]!, 0.5 + Math.sqrt(Math.PI))).toBe(true);
    expect(holds(series![1]!, 1)).toBe(true);
  });

  test('slower decay: ∫ 1/cosh y dy = π', () => {
    const [series] = evaluate(integral(y, pow(call('cosh', use(y)), num(-1))), bare, [], 0);
    expect(holds(series![0]!, Math.PI)).toBe(true);
    expect(series![0]!.radius).toBeLessThan(1e-10);
  });

  test('the estimate covers the error, sharp and off the centre', () => {
    for (const [mean, deviation] of [[0, 1], [2.5, 0.25], [-3, 0.125], [1, 3], [0.3, 0.06]] as const) {
      const { values, errors } = wholeSpaceIntegrals(DOUBLES, 1, ([s]) => [Math.exp(-(((s! - mean) / deviation) ** 2) / 2)]);
      const error = Math.abs(values[0]! - Math.sqrt(2 * Math.PI) * deviation);
      expect(error).toBeLessThanOrEqual(errors[0]!);
      expect(errors[0]!).toBeLessThan(1e-9);
    }
  });

  test.each<readonly [string, Expression, string]>([
    ['what does not decay', integral(y, call('cos', use(y))), 'no-convergence'],
    ['what decays like 1/y²', integral(y, over(num(1), plus(num(1), square(use(y))))), 'no-convergence'],
    ['what grows beyond every number', integral(y, exp(exp(use(y)))), 'not-finite'],
    ['a corner, which no halving smooths', integral(y, exp(minus(call('sqrt', plus(num(1, 10n ** 12n), square(plus(use(y), num(1, 3)))))))), 'no-convergence'],
  ])('%s is refused by name', (_, e, fault) => {
    const world = worldOf({ spaces: new Map(), parameters: new Map(), fields: new Map() }, DOUBLES);
    expect(() => evaluate(e, world, [], 0)).toThrow(expect.objectContaining({ name: 'NumericError', fault }) as Error);
  });

  test('a density so far from 0 that nothing of it is seen is refused, and not taken for 0', () => {
    const density = exp(times(num(-1, 2), square(plus(use(y), num(-200)))));
    expect(() => evaluate(integral(y, density), bare, [], 0)).toThrow(expect.objectContaining({ fault: 'no-convergence' }) as Error);
    const nothing = evaluate(integral(y, times(num(0), use(y))), bare, [], 0)[0]![0]!;
    expect(holds(nothing, 0) && nothing.radius < 1e-300).toBe(true);
  });

  test.each([2, 4, 8, 16])('an integrand with a wave of %i halves of a period to a unit is not read at its crests alone', (k) => {
    const e = integral(y, times(exp(minus(square(use(y)))), plus(num(1), call('cos', times(num(k), PI, use(y))))));
    expect(holds(evaluate(e, bare, [], 0)[0]![0]!, Math.sqrt(Math.PI) * (1 + Math.exp(-((k * Math.PI) ** 2) / 4)))).toBe(true);
  });

  test('three dimensions are refused by name', () => {
    const world = worldOf({ spaces: new Map([['n', 3]]), parameters: new Map(), fields: new Map() }, DOUBLES);
    expect(() => evaluate(integral(X_VARIABLE, num(1)), world, [], 0)).toThrow(expect.objectContaining({ fault: 'not-applicable' }) as Error);
  });
});

describe('integrals in claims', () => {
  const source = readFileSync(new URL('../../../derivations/tweedie.md', import.meta.url), 'utf8');
  const document = readDocument(source, 'tweedie.md');
  const data = [...document.fields.values()].find((f) => f.sign === 'positive' && f.slots.length === 1)!;
  const slot = scalar('s');
  /** Two bumps: no density unless divided by its integral, which none of these claims needs. */
  const bumps = plus(exp(minus(square(use(slot)))), times(num(1, 2), exp(times(num(-2), square(plus(use(slot), num(-3, 4)))))));
  const instance = someInstance(document, 1, 5);
  const world = worldOf({ ...instance, fields: new Map([...instance.fields, [data.name, { slots: [[slot]], components: [bumps] }]]) }, BALLS);
  const there = [X_VARIABLE, T_VARIABLE, ...[...document.symbols.values()].filter((s): s is Variable => s.kind === 'variable')]
    .map((variable) => ({ variable, values: [BALLS.fromNumber(0.75)] }));
  const differencesOf = (name: string): readonly Ball[] => {
    const claim = document.claims.find((c) => c.name === name)!;
    return goalsOf(document, claim).goals.flatMap((goal) => {
      const [left, right] = [evaluate(goal.left, world, there, 0), evaluate(goal.right, world, there, 0)];
      return left.map((series, k) => BALLS.subtract(series[0]!, right[k]![0]!));
    });
  };

  test.each(document.claims.filter((c) => c.declared === 'claim').slice(0, 4).map((c) => c.name))('Tweedie holds in balls: %s', (name) => {
    for (const difference of differencesOf(name)) {
      expect(Math.abs(difference.value)).toBeLessThanOrEqual(difference.radius);
      expect(difference.radius).toBeLessThan(1e-8);
    }
  });

  test('and a wrong one does not: ∂_x of a convolution without its factor', () => {
    const q = field('q', [X_VARIABLE]);
    const kernel = exp(times(num(-2), square(plus(use(z), minus(use(y))))));
    const convolved = integral(y, times(kernel, apply(q, [use(y)])));
    const moment = integral(y, times(plus(use(y), minus(use(z))), kernel, apply(q, [use(y)])));
    const smooth = worldOf({ spaces: new Map([['n', 1]]), parameters: new Map([['a', [rational(1)]]]), fields: new Map([['q', { slots: [[slot]], components: [bumps] }]]) }, BALLS);
    const slope = (factor: number): Ball => evaluate(
      plus(derivative(z, log(convolved)), times(num(-factor), over(moment, convolved))), smooth, place, 0)[0]![0]!;
    const isZero = (b: Ball): boolean => Math.abs(b.value) <= b.radius;
    expect([isZero(slope(4)), isZero(slope(2))]).toEqual([true, false]);
  });
});
