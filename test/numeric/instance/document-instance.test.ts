import { describe, expect, it } from 'vitest';
import { subtract } from '../../../src/kernel/expression.ts';
import type { Field, Hypothesis, Parameter } from '../../../src/kernel/expression.ts';
import type { Document } from '../../../src/language/statement.ts';
import type { Ball } from '../../../src/numeric/arithmetic/balls.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import { evaluate } from '../../../src/numeric/evaluate/evaluate.ts';
import type { DocumentInstance } from '../../../src/numeric/instance/document-instance.ts';
import { drawInstance, pointOf } from '../../../src/numeric/instance/document-instance.ts';
import { freeVariables } from '../../../src/numeric/instance/equation.ts';
import { placeOf } from '../../../src/numeric/instance/place.ts';
import { streamOf } from '../../../src/numeric/random/streams.ts';
import { hypothesesOf } from '../../../src/check/hypotheses.ts';
import { readWell } from '../../language/reading.ts';

const drawnFrom = (document: Document, n: number): DocumentInstance => {
  const symbols = [...document.symbols.values()];
  return drawInstance({
    parameters: symbols.filter((s): s is Parameter => s.kind === 'parameter'), hypotheses: hypothesesOf(document), pins: [], decaying: new Set(), confined: new Set(),
    fields: [...new Map([...symbols.filter((s): s is Field => s.kind === 'field').map((f) => [f.name, f] as const), ...document.fields]).values()],
  }, { spaces: new Map([['n', n], ['m', n + 1]]), temperament: 'polynomial', concave: false }, streamOf(3, n));
};

/** Residuals of the hypotheses at points at which they have not been verified, to an order that is zero where there are optima. */
const residuals = (instance: DocumentInstance, hypotheses: readonly Hypothesis[], order: number): readonly Ball[] =>
  hypotheses.flatMap((h) => {
    if (h.kind !== 'equation') return [];
    const variables = freeVariables(h);
    const place = placeOf(variables, pointOf(variables, instance.configuration, streamOf(99)).map((list) => list.map((v) => BALLS.fromNumber(v))));
    return evaluate(subtract(h.left, h.right), instance.series.world(order + 1), place, order).flat();
  });

const DOCUMENTS: readonly (readonly [string, string])[] = [
  ['a Fokker–Planck equation with full noise', 'field f(x,t): vector\nfield G(x,t): matrix(n,m)\nprocess X: dX = f dt + G dW\ndensity p(x,t) of X'],
  ['a stationary density', 'field f(x): vector\nfield G(x): matrix\nprocess X: dX = f dt + G dW\nstationary density p(x) of X'],
  ['a matrix Riccati equation', 'param A: matrix\nparam B: matrix(n,m)\nparam R: positive matrix(m,m)\nparam Q: symmetric matrix\nfield P(t): symmetric matrix\nassume ∂t P = -Q - A^T P - P A + P B R^-1 B^T P'],
  ['two densities of one process', 'field f(x,t): vector\nfield g(t)\nprocess X: dX = f dt + g dW\ndensity p(x,t) of X\ndensity q(x,t) of X'],
  ['a mean-field game', 'param sigma > 0\nfield F(x,t)\nfield u(x,t)\nfield m(x,t) > 0\nassume ∂t u = -sigma^2/2 lap u + 1/2 |grad u|^2 - F\nassume ∂t m = sigma^2/2 lap m + div(m grad u)'],
  ['a value with a minimum in its equation', 'param T\nfield b(x,t): vector\nfield c(x,t)\nfield k(x)\ncontrol u: vector\nprocess X: dX = (b + u) dt + dW\nproblem P: minimize running 1/2 |u|^2 + c terminal k over u along X\nvalue V(x,t) of P'],
  ['a value for an infinite horizon', 'param rho > 0\ncontrol a: vector(m)\nfield f(x,a): vector\nfield S(x,a): matrix(n,m)\nfield r(x,a)\nprocess X: dX = f dt + S dW\nproblem P: minimize running r over a along X discounted rho\nvalue V(x) of P'],
  ['an antisymmetric matrix without divergence', 'field Q(x): antisymmetric matrix\nassume div Q = 0'],
  ['a vector without divergence', 'field v(x,t): vector\nassume div v = 0'],
];

describe('instances of a document', () => {
  it.each(DOCUMENTS)('satisfy %s, in several dimensions', (_, text) => {
    const document = readWell(text);
    // A search for optima in three dimensions takes seconds.
    for (const n of text.includes('problem') ? [1, 2] : [1, 2, 3]) {
      const rests = residuals(drawnFrom(document, n), hypothesesOf(document), n === 3 || text.includes('problem') ? 0 : 1);
      expect(rests.length).toBeGreaterThan(0);
      for (const { value, radius } of rests) {
        expect(Math.abs(value)).toBeLessThanOrEqual(radius);
        expect(radius).toBeLessThan(1e-6);
      }
    }
  });

  it('have curl-free fields that are gradients', () => {
    const document = readWell('field s(x,t): vector\nassume curl-free s');
    const s = document.fields.get('s') as Field;
    const series = drawnFrom(document, 3).series.world().field(s, [0.5, 0.25, -0.5, 0.25].map((v) => BALLS.fromNumber(v)), 1);
    for (const i of [0, 1, 2]) {
      for (const j of [0, 1, 2]) expect(series[i]?.[1 + j]?.value).toBeCloseTo(series[j]?.[1 + i]?.value ?? NaN, 10);
    }
  });

  it('are the same for the same seed', () => {
    const document = readWell(DOCUMENTS[0]?.[1] ?? '');
    expect(drawnFrom(document, 2).drawn).toEqual(drawnFrom(document, 2).drawn);
  });

  it('are refused, by the name of the hypothesis, where it cannot hold', () => {
    const document = readWell('dimension 1\nfield y(t) > 0\nassume y^2 = -1');
    expect(() => drawnFrom(document, 1)).toThrow(/the hypothesis y|does not determine|no instance/);
  });
});
