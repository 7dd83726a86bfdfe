import { describe, expect, it } from 'vitest';
import { adjointFlux } from '../../src/calculus/adjoint.ts';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { generator } from '../../src/calculus/generator.ts';
import { divergenceBy } from '../../src/calculus/state-derivatives.ts';
import type { Field } from '../../src/kernel/expression.ts';
import { num, plus, subtract, times, use } from '../../src/kernel/expression.ts';
import type { Process } from '../../src/language/statement.ts';
import { agree, componentsOf } from './components.ts';
import { backward, block, isotropic, matrixField, noise, process, s, scalarField, v, vectorField, worldOf, x } from './samples.ts';

/** ψ L φ − φ L* ψ against the divergence of the flux. */
const agrees = (of: Process, phi: Field, psi: Field, ...others: readonly Field[]): boolean => {
  const world = worldOf(phi, psi, ...others);
  const left = subtract(times(use(psi), generator(of, use(phi))), times(use(phi), forwardOperator(of, use(psi))));
  const right = plus(...of.blocks.map((b) => divergenceBy(b.variable, adjointFlux(of, b, use(phi), use(psi)))));
  return agree(componentsOf(left, world), componentsOf(right, world));
};

describe('the flux between the generator and its adjoint', () => {
  const [f, G, g, phi, psi] = [vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('phi', x), scalarField('psi', x)];
  const X = process(block(x, use(f), noise(use(G), 'n')));

  it('has what duality leaves as its divergence, in either clock', () => {
    expect(agrees(X, phi, psi, f, G)).toBe(true);
    expect(agrees(backward(X), phi, psi, f, G)).toBe(true);
    expect(agrees(process(block(x, use(f), noise(isotropic(use(g)), 'n'))), phi, psi, f, g)).toBe(true);
  });

  it('has one part a block, for blocks that share a noise too', () => {
    const [A, B, one, two] = [matrixField('A', x, v), matrixField('B', x, v), scalarField('one', x, v), scalarField('two', x, v)];
    expect(agrees(process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n'))), one, two, A, B)).toBe(true);
    const [c, h, u, w] = [vectorField('c', x, s), scalarField('h', x, s), scalarField('u', x, s), scalarField('w', x, s)];
    expect(agrees(process(block(x, use(c), noise(use(c), null)), block(s, use(h), noise(use(h), null))), u, w, c, h)).toBe(true);
  });
});
