import { describe, expect, it } from 'vitest';
import type { Expression } from '../../src/kernel/expression.ts';
import {
  PI, apply, call, determinant, dot, exp, field, gradient, hessian, inverse, log, num, optimum, over, plus, pow, times, trace, use, integral,
  dimensionOf, controlVariable, identity,
} from '../../src/kernel/expression.ts';
import type { IndexedFactor, IndexedSum } from '../../src/kernel/goal.ts';
import { indexedSum } from '../../src/kernel/indexed.ts';
import { toText } from '../../src/kernel/rational.ts';
import { A, M, R, a, b, f, g, h, inDimension, inEveryDimension, normal, p, t, v, x, y } from './setting.ts';

const written = (e: Expression, ring = inEveryDimension()): IndexedSum => indexedSum(ring, normal(ring, e));
const factors = (e: Expression): readonly IndexedFactor[] => written(e).terms.flatMap((term) => term.factors);
const kinds = (e: Expression): string[] => factors(e).map((one) => one.kind).sort();

describe('index notation', () => {
  it('of zero has no terms, of a number no factors', () => {
    expect(written(num(0)).terms).toEqual([]);
    expect(written(num(2, 3)).terms.map((term) => [toText(term.coefficient), term.factors.length])).toEqual([['2/3', 0]]);
  });

  it('sums over a name that occurs twice, and leaves the free ones as they are', () => {
    const [term] = written(dot(use(M), use(v))).terms;
    const labels = (term?.factors ?? []).flatMap((one) => (one.kind === 'jet' ? one.components : []));
    expect(labels).toHaveLength(3);
    expect(labels.filter((l) => l === 'i')).toHaveLength(1);
    const summed = labels.filter((l) => l !== 'i');
    expect(new Set(summed).size).toBe(1);
  });

  it('lists derivatives by slot: how often by a scalar, by which components by a vector', () => {
    const [one] = factors(hessian(use(h)));
    expect(one?.kind === 'jet' && one.derivatives).toEqual([['i', 'j'], 0]);
    const [other] = factors({ kind: 'derivative', variable: t, of: use(g) });
    expect(other?.kind === 'jet' && other.derivatives).toEqual([1]);
  });

  it('writes a contracted product to a power out, with labels of its own each time', () => {
    const [term] = written(pow(dot(use(f), use(v)), num(2))).terms;
    const labels = (term?.factors ?? []).flatMap((one) => (one.kind === 'jet' ? one.components : []));
    expect(labels).toHaveLength(4);
    expect(new Set(labels).size).toBe(2);
  });

  it('has a factor for everything that may stand in a normal form', () => {
    expect(kinds(times(use(a), exp(use(b))))).toEqual(['function', 'parameter']);
    expect(kinds(over(num(1), plus(use(a), use(b))))).toEqual(['power']);
    expect(kinds(log(plus(use(a), use(b))))).toEqual(['function']);
    expect(kinds(times(PI, pow(num(2), num(1, 2)), dimensionOf('n')))).toEqual(['constant', 'constant', 'dimension']);
    expect(kinds(dot(inverse(use(A)), use(x)))).toEqual(['coordinate', 'inverse']);
    expect(kinds(log(determinant(use(R))))).toEqual(['logDeterminant']);
    expect(kinds(integral(y, use(field('k', [x, y]))))).toEqual(['integral']);
    expect(kinds(identity())).toEqual(['delta']);
    expect(kinds(optimum('min', controlVariable('u', null), call('sin', use(controlVariable('u', null)))))).toEqual(['minimum']);
    expect(kinds(trace(use(A)))).toEqual(['parameter']);
  });

  it('gives a vector argument the free label `arg`, and row and column to an inverse', () => {
    const [jet] = factors(apply(h, [dot(use(A), use(x)), use(t)]));
    const argument = jet?.kind === 'jet' ? jet.args[0] : null;
    const labels = argument?.terms.flatMap((term) => term.factors.flatMap((one) => (one.kind === 'parameter' ? one.components : [])));
    expect(labels).toContain('arg');
    const [inner] = factors(inverse(use(A)));
    const rows = inner?.kind === 'inverse' ? inner.of.terms.flatMap((term) => term.factors.flatMap((one) => (one.kind === 'parameter' ? one.components : []))) : [];
    expect(rows).toEqual(['row', 'column']);
  });

  it('by components sums a vector argument over δ with its number', () => {
    const ring = inDimension(2);
    const [jet] = written(apply(h, [use(y), use(t)]), ring).terms.flatMap((term) => term.factors);
    const argument = jet?.kind === 'jet' ? jet.args[0] : null;
    const deltas = argument?.terms.flatMap((term) => term.factors.flatMap((one) => (one.kind === 'delta' ? [one.labels] : [])));
    expect(deltas).toEqual([['arg', '1'], ['arg', '2']]);
  });

  it('tells the logarithm of a positive field from the field', () => {
    expect(factors(gradient(log(use(p)))).map((one) => one.kind === 'jet' && one.log)).toEqual([true]);
    expect(factors(use(p)).map((one) => one.kind === 'jet' && one.log)).toEqual([false]);
  });
});
