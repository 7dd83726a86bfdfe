/**
 * The LaTeX of a formula determines what it means: two trees that are printed alike are the same function. Tried on all
 * small trees over a few symbols: operators applied to operators applied to symbols.
 */
import type { Expression } from '../../src/kernel/expression.ts';
import {
  T_VARIABLE, X_VARIABLE, apply, at, derivative, determinant, divergence, dot, doubleDot, exp, field, gradient, hessian, identity,
  integral, inverse, laplacian, log, minus, num, optimum, controlVariable, outer, parameter, plus, pow, shapeOf, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import { elaborate } from '../../src/kernel/elaborate.ts';
import { componentsOfShape } from '../../src/kernel/rules.ts';
import { areEqual } from '../../src/kernel/zero.ts';
import { variablesOf } from '../../src/language/variables.ts';
import { latexExpression } from '../../src/render/latex.ts';
import { describe, expect, test } from 'vitest';
import { ringIn, within } from '../arbitraries/rings.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
const positive = { sign: 'positive' } as const;
const [a, T] = [parameter('a', positive), parameter('T')];
const [p, g, h] = [field('p', [x, t], positive), field('g', [t]), field('h', [x])];
const f = field('f', [x], { shape: ['n'] });
const M = parameter('M', { shape: ['n', 'n'] });
const u = controlVariable('u', null);
const later = subtract(use(T), use(t));

const SYMBOLS: readonly Expression[] = [
  use(a), use(p), use(g), use(h), later, apply(p, [use(x), later]), apply(g, [later]), use(x), use(f), plus(use(x), use(f)), use(M), num(2), num(-1), num(1, 2),
];

const isScalar = (e: Expression): boolean => shapeOf(e).length === 0;
const isVector = (e: Expression): boolean => shapeOf(e).length === 1;

const ofOne = (e: Expression): readonly Expression[] => [
  minus(e), derivative(t, e),
  ...(variablesOf(e).has('t') ? [at(e, [{ variable: t, value: later }])] : []),
  ...(variablesOf(e).has('x') ? [at(e, [{ variable: x, value: times(num(2), use(x)) }])] : []),
  ...(isScalar(e) ? [
    log(e), exp(e), gradient(e), laplacian(e), hessian(e), pow(e, num(2)), pow(e, num(-1)), pow(e, num(1, 2)), pow(num(2), e), integral(x, e),
    optimum('min', u, e), times(e, identity()),
  ] : isVector(e) ? [divergence(e), gradient(e), laplacian(e), dot(e, e), pow(dot(e, e), num(1, 2))]
    : [transpose(e), inverse(e), trace(e), determinant(e), divergence(e)]),
];

const ofTwo = (e: Expression, d: Expression): readonly Expression[] => {
  const [left, right] = [shapeOf(e).length, shapeOf(d).length];
  return [
    ...(left === right ? [plus(e, d), subtract(e, d)] : []),
    ...(left === 0 || right === 0 ? [times(e, d)] : []),
    ...(right === 0 ? [times(e, pow(d, num(-1)))] : []),
    ...(left === 0 && right === 0 ? [pow(e, d)] : []),
    ...(left > 0 && right > 0 ? [dot(e, d)] : []),
    ...(left === 1 && right === 1 ? [outer(e, d)] : []),
    ...(left === 2 && right === 2 ? [doubleDot(e, d)] : []),
  ];
};

const trees = (): readonly Expression[] => {
  const simple = [...SYMBOLS.flatMap(ofOne), ...SYMBOLS.flatMap((e) => SYMBOLS.flatMap((d) => ofTwo(e, d)))];
  return [
    ...SYMBOLS, ...simple, ...simple.flatMap(ofOne),
    ...simple.flatMap((e) => SYMBOLS.flatMap((d) => [...ofTwo(e, d), ...ofTwo(d, e)])),
  ];
};

/** null: beyond the limits of the comparison. */
const same = (left: Expression, right: Expression): boolean | null => {
  if (shapeOf(left).join() !== shapeOf(right).join()) return false;
  try {
    const ring = ringIn(null);
    return within(() => componentsOfShape(ring, shapeOf(left)).every((labels) =>
      areEqual(ring, elaborate(ring, left, labels), elaborate(ring, right, labels))));
  } catch {
    return null;
  }
};

const TREES = trees();

interface Comparison {
  readonly compared: number;
  readonly beyond: number;
  /** Printed alike, but not the same function. */
  readonly wrong: readonly string[];
}

const compare = (print: (e: Expression) => string, most: number): Comparison => {
  const seen = new Map<string, Expression>();
  const wrong: string[] = [];
  let [compared, beyond] = [0, 0];
  for (const e of TREES) {
    const latex = print(e);
    const other = seen.get(latex);
    if (other === undefined) seen.set(latex, e);
    else {
      const equal = same(other, e);
      if (equal === null) beyond += 1;
      else compared += 1;
      if (equal === false && wrong.push(latex) >= most) break;
    }
  }
  return { compared, beyond, wrong };
};
const display = (e: Expression): string => latexExpression(e, 'display');

describe('small trees that are printed alike are the same function', () => {
  test.each([['display', 20_000], ['text', 20_000]] as const)('%s', (style, atLeast) => {
    const { compared, beyond, wrong } = compare((e) => latexExpression(e, style), Infinity);
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(atLeast);
    expect(beyond).toBeLessThan(compared / 50);
  }, 60_000);

  test.each([
    ['forgets brackets', (e: Expression) => display(e).replaceAll(/\\?[bB]?i?g*[lr]?[()]/g, ' ')],
    ['forgets the brackets of what is differentiated as a composite', (e: Expression) => display(e).replaceAll(/\\partial_t(?:\\bigl)?\((g|p)(.*\))(?:\\bigr)?\)/g, '\\partial_t $1$2').replaceAll('(\\partial_t g)', '\\partial_t g')],
    ['forgets transposes', (e: Expression) => display(e).replaceAll('^\\top', '')],
    ['multiplies a function and a bracket without a dot', (e: Expression) => display(e).replaceAll(' \\cdot (', '(')],
    ['prints minus as plus', (e: Expression) => display(e).replaceAll(' - ', ' + ')],
  ] as const)('notices a printer that %s', (_, print) => {
    expect(compare(print, 1).wrong).toHaveLength(1);
  }, 60_000);
});
