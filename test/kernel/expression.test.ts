import { describe, expect, it } from 'vitest';
import {
  FUNCTIONS, PI, T_VARIABLE, X_VARIABLE, apply, at, call, controlVariable, coordinate, derivative, determinant, dimensionOf,
  divergence, dot, doubleDot, field, gradient, hessian, identity, integral, inverse, laplacian, mapParts, minus, num, optimum, outer,
  over, parameter, partsOf, plus, pow, shapeOf, spaceOf, subtract, times, trace, transpose, use,
} from '../../src/kernel/expression.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { rational } from '../../src/kernel/rational.ts';

const [x, t] = [X_VARIABLE, T_VARIABLE];
const h = use(field('h', [x, t]));
const v = use(field('v', [x, t], { shape: ['n'] }));
const G = use(field('G', [x, t], { shape: ['n', 'm'] }));
const z = coordinate('z', 'm');

/** One expression of every kind, with the number of its parts. */
const ONE_OF_EACH: readonly (readonly [Expression, number])[] = [
  [num(1), 0], [PI, 0], [dimensionOf('n'), 0], [use(parameter('a')), 0], [use(x), 0], [identity(), 0],
  [apply(field('h', [x, t]), [v, num(0)]), 2], [plus(h, num(1)), 2], [times(h, v), 2], [pow(h, num(2)), 2], [call('sin', h), 1],
  [dot(v, v), 2], [doubleDot(G, G), 2], [outer(v, v), 2], [transpose(G), 1], [trace(dot(G, transpose(G))), 1],
  [inverse(identity()), 1], [determinant(identity()), 1], [derivative(t, h), 1], [gradient(h), 1], [divergence(v), 1],
  [laplacian(h), 1], [hessian(h), 1], [at(h, [{ variable: t, value: num(0) }, { variable: x, value: v }]), 3],
  [integral(x, h), 1], [optimum('min', controlVariable('u', 'n'), h), 1],
];

describe('shapes', () => {
  it('of symbols are those of their declarations', () => {
    expect(shapeOf(h)).toEqual([]);
    expect(shapeOf(G)).toEqual(['n', 'm']);
    expect(shapeOf(use(x))).toEqual(['n']);
    expect(shapeOf(use(t))).toEqual([]);
    expect(shapeOf(identity('m'))).toEqual(['m', 'm']);
  });

  it('of derivatives by a vector variable have its space at the end', () => {
    expect(shapeOf(gradient(h))).toEqual(['n']);
    expect(shapeOf(gradient(v))).toEqual(['n', 'n']);
    expect(shapeOf(gradient(v, z))).toEqual(['n', 'm']);
    expect(shapeOf(hessian(h, z))).toEqual(['m', 'm']);
    expect(shapeOf(laplacian(v))).toEqual(['n']);
    expect(shapeOf(divergence(G, z))).toEqual(['n']);
    expect(shapeOf(derivative(t, G))).toEqual(['n', 'm']);
  });

  it('of products are what is left after the middle slots meet', () => {
    expect(shapeOf(dot(v, v))).toEqual([]);
    expect(shapeOf(dot(transpose(G), v))).toEqual(['m']);
    expect(shapeOf(dot(G, transpose(G)))).toEqual(['n', 'n']);
    expect(shapeOf(outer(v, use(z)))).toEqual(['n', 'm']);
    expect(shapeOf(times(h, G, num(2)))).toEqual(['n', 'm']);
    expect(shapeOf(inverse(G))).toEqual(['m', 'n']);
  });

  it('of optima are those of a number or of the control', () => {
    const u = controlVariable('u', 'm');
    expect(shapeOf(optimum('max', u, h))).toEqual([]);
    expect(shapeOf(optimum('argmin', u, h))).toEqual(['m']);
    expect(shapeOf(optimum('argmin', controlVariable('w', null), h))).toEqual([]);
    expect(shapeOf(optimum('argmax', field('q', [x]), h))).toEqual([]);
  });

  it('that do not meet are an error that names them', () => {
    expect(() => shapeOf(dot(G, v))).toThrow('[n,m] and [n]');
    expect(() => shapeOf(dot(h, v))).toThrow(TypeError);
    expect(() => shapeOf(divergence(h))).toThrow(TypeError);
    expect(() => spaceOf(t)).toThrow('t is a scalar');
    expect(() => shapeOf({ kind: 'add', terms: [] })).toThrow(TypeError);
  });
});

describe('constructors', () => {
  it('flatten sums in sums and products in products, and nothing else', () => {
    const [a, b, d] = [num(1), h, num(3)];
    expect(plus(plus(a, b), d)).toEqual({ kind: 'add', terms: [a, b, d] });
    expect(times(a, times(b, d))).toEqual({ kind: 'multiply', factors: [a, b, d] });
    expect(times(num(2), num(3))).toEqual({ kind: 'multiply', factors: [num(2), num(3)] });
  });

  it('give 0 for no terms, 1 for no factors, and the only part itself', () => {
    expect([plus(), times(), plus(h), times(h)]).toEqual([num(0), num(1), h, h]);
  });

  it('write differences and quotients by −1 and powers', () => {
    expect(subtract(h, num(1))).toEqual(plus(h, minus(num(1))));
    expect(over(h, num(2))).toEqual(times(h, pow(num(2), num(-1))));
    expect(num(1, -2)).toEqual({ kind: 'number', value: rational(-1, 2) });
  });

  it('use a field at its own slots', () => {
    expect(h).toEqual(apply(field('h', [x, t]), [use(x), use(t)]));
  });
});

describe('parts', () => {
  it.each(ONE_OF_EACH.map(([e, count]) => [e.kind, e, count] as const))('%s: found, and put back', (_, e, count) => {
    expect(partsOf(e)).toHaveLength(count);
    expect(mapParts(e, (part) => part)).toEqual(e);
    const positions: number[] = [];
    const doubled = mapParts(e, (part, position) => {
      positions.push(position);
      return times(num(2), part);
    });
    expect(positions).toEqual(partsOf(e).map((_part, k) => k));
    expect(partsOf(doubled)).toEqual(partsOf(e).map((part) => times(num(2), part)));
  });

  it('cover every kind of expression', () => {
    expect(new Set(ONE_OF_EACH.map(([e]) => e.kind)).size).toBe(26);
  });
});

it('the elementary functions are a closed list', () => {
  expect(FUNCTIONS).toHaveLength(12);
});
