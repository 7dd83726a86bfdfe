import { describe, expect, it } from 'vitest';
import { continuityEquation, probabilityCurrent } from '../../src/calculus/current.ts';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { minus, num, plus, times, use } from '../../src/kernel/expression.ts';
import type { Process } from '../../src/language/statement.ts';
import type { World } from './components.ts';
import { agree, componentsOf } from './components.ts';
import { backward, block, by, isotropic, matrixField, noise, part, process, s, scalarField, sumOver, v, vectorField, worldOf, x } from './samples.ts';

const [f, G, g, p] = [vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('p', x)];
const world = worldOf(f, G, g, p);
const X = process(block(x, use(f), noise(use(G), 'n')));
const D = (i: number, j: number): Expression => sumOver((k) => times(part(G, i, k), part(G, j, k)));
const same = (left: Expression, right: Expression, of: World = world): boolean => agree(componentsOf(left, of), componentsOf(right, of));
const conserves = (of: Process, density: Expression, its: World): boolean => {
  const currents = of.blocks.map((b) => probabilityCurrent(of, b, density));
  return same(continuityEquation(of, density, currents).right, forwardOperator(of, density), its);
};

describe('the probability current', () => {
  it('is b_i p − ½ ∂_j (D_ij p)', () => {
    const [only] = X.blocks;
    const J = componentsOf(probabilityCurrent(X, only as never, use(p)), world);
    for (const i of [1, 2]) {
      const written = plus(times(part(f, i), use(p)), times(num(-1, 2), sumOver((j) => by(x, j, times(D(i, j), use(p))))));
      expect(agree([J[i - 1] as never], componentsOf(written, world))).toBe(true);
    }
  });

  it('has the forward operator as minus its divergence, in either clock and for isotropic noise', () => {
    expect(conserves(X, use(p), world)).toBe(true);
    expect(conserves(backward(X), use(p), world)).toBe(true);
    expect(conserves(process(block(x, use(f), noise(isotropic(use(g)), 'n'))), use(p), world)).toBe(true);
  });

  it('takes part in the noise that blocks share, vectors or scalars', () => {
    const [A, B, q] = [matrixField('A', x, v), matrixField('B', x, v), scalarField('q', x, v)];
    expect(conserves(process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n'))), use(q), worldOf(A, B, q))).toBe(true);
    const [c, e, r] = [vectorField('c', x, s), vectorField('e', x, s), scalarField('r', x, s)];
    expect(conserves(process(block(x, use(e), noise(use(c), null)), block(s, num(0), noise(use(scalarField('h', x, s)), null))), use(r),
      worldOf(c, e, r, scalarField('h', x, s)))).toBe(true);
  });

  it('without drift leaves no term of it, and a current that is 0 is left out', () => {
    expect(continuityEquation(process(block(x, num(0))), use(p), [num(0)]).right).toEqual(num(0));
    expect(same(probabilityCurrent(X, block(x, num(0), noise(use(G), 'n')), use(p)), minus(times(use(p), use(f))))).toBe(false);
  });
});
