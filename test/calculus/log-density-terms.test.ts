import { describe, expect, it } from 'vitest';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { logDensityTerms } from '../../src/calculus/log-density-terms.ts';
import { gradientBy } from '../../src/calculus/state-derivatives.ts';
import type { Expression, Field } from '../../src/kernel/expression.ts';
import { identity, log, num, over, plus, times, use } from '../../src/kernel/expression.ts';
import type { Process } from '../../src/language/statement.ts';
import { printExpression } from '../../src/render/text.ts';
import { agree, componentsOf } from './components.ts';
import { backward, block, isotropic, matrixField, noise, process, s, scalarField, t, v, vectorField, worldOf, x } from './samples.ts';

/** (L* p)/p, with ∇p/p for the score. */
const agrees = (of: Process, p: Field, ...others: readonly Field[]): boolean => {
  const world = worldOf(p, ...others);
  const density: Expression = use(p);
  const written = logDensityTerms(of, (b) => over(gradientBy(b.variable, density), density), 'drift');
  return agree(componentsOf(written, world), componentsOf(over(forwardOperator(of, density), density), world));
};
const [f, G, g, p] = [vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('p', x)];

describe('the terms of the log-density’s equation', () => {
  it('are L* p / p for a matrix noise and for isotropic noise, in either clock', () => {
    const X = process(block(x, use(f), noise(use(G), 'n')));
    expect(agrees(X, p, f, G)).toBe(true);
    expect(agrees(backward(X), p, f, G)).toBe(true);
    expect(agrees(process(block(x, use(f), noise(isotropic(use(g)), 'n'))), p, f, g)).toBe(true);
  });

  it('are L* p / p where the noise does not depend on the state', () => {
    const [H, h] = [matrixField('H', t), scalarField('h', t)];
    expect(agrees(process(block(x, use(f), noise(use(H), 'n'))), p, f, H)).toBe(true);
    expect(agrees(process(block(x, use(f), noise(isotropic(use(h)), 'n'))), p, f, h)).toBe(true);
  });

  it('are L* p / p for blocks that share a noise', () => {
    const [A, B, a, q] = [matrixField('A', x, v), matrixField('B', x, v), vectorField('a', x, v), scalarField('q', x, v)];
    expect(agrees(process(block(x, use(a), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n'))), q, A, B, a)).toBe(true);
    const [A0, B0] = [matrixField('A', t), matrixField('B', t)];
    expect(agrees(process(block(x, use(a), noise(use(A0), 'n')), block(v, num(0), noise(use(B0), 'n'))), q, A0, B0, a)).toBe(true);
  });

  it('are L* p / p for a vector and a scalar that share a noise', () => {
    const [c, h, r] = [vectorField('c', x, s), scalarField('h', x, s), scalarField('r', x, s)];
    expect(agrees(process(block(x, num(0), noise(use(c), null)), block(s, use(h), noise(use(h), null))), r, c, h)).toBe(true);
    const [c0, h0] = [vectorField('c', t), scalarField('h', t)];
    expect(agrees(process(block(x, num(0), noise(use(c0), null)), block(s, use(h0), noise(use(h0), null))), r, c0, h0)).toBe(true);
  });

  it('are read as the literature has them: the Laplacian and the square of the score together, noise or drift first', () => {
    const X = process(block(x, use(f), noise(times(use(scalarField('g', t)), identity('n')), 'n')));
    const score = (): Expression => gradientBy(x, log(use(p)));
    expect(printExpression(logDensityTerms(X, score, 'drift'))).toBe('-div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)');
    expect(printExpression(logDensityTerms(X, score, 'noise'))).toBe('1/2 g^2 (lap log p + |grad log p|^2) - div f - f · grad log p');
  });

  it('without drift and noise are nothing', () => {
    expect(logDensityTerms(process(block(x, num(0))), () => use(p), 'drift')).toEqual(plus());
  });
});
