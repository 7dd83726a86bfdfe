import { describe, expect, it } from 'vitest';
import { fokkerPlanck, forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { generator } from '../../src/calculus/generator.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { T_VARIABLE, derivative, field, minus, num, plus, times, use } from '../../src/kernel/expression.ts';
import type { World } from './components.ts';
import { agree, componentsOf } from './components.ts';
import {
  backward, block, by, isotropic, matrixField, noise, part, process, scalarField, sumOver, t, v, vectorField, worldOf, x,
} from './samples.ts';

const expectComponents = (e: Expression, written: Expression, world: World): void => {
  expect(agree(componentsOf(e, world), componentsOf(written, world))).toBe(true);
};
const [f, G, g, p] = [vectorField('f', x, t), matrixField('G', x, t), scalarField('g', x, t), scalarField('p', x, t)];
const world = worldOf(f, G, g, p);
const D = (i: number, j: number): Expression => sumOver((k) => times(part(G, i, k), part(G, j, k)));
const transport = minus(sumOver((i) => by(x, i, times(part(f, i), use(p)))));
const spreading = sumOver((i) => sumOver((j) => times(num(1, 2), by(x, i, by(x, j, times(D(i, j), use(p)))))));

describe('the Fokker–Planck equation', () => {
  const X = process(block(x, use(f), noise(use(G), 'n')));

  it('is ∂t p = −∂_i(f_i p) + ½ ∂_i∂_j(D_ij p)', () => {
    const equation = fokkerPlanck(X, use(p), false);
    expect(equation.left).toEqual(derivative(T_VARIABLE, use(p)));
    expectComponents(equation.right, plus(transport, spreading), world);
  });

  it('has the Laplacian of g² p for isotropic noise, g inside', () => {
    const round = process(block(x, use(f), noise(isotropic(use(g)), 'n')));
    const written = times(num(1, 2), sumOver((i) => by(x, i, by(x, i, times(use(g), use(g), use(p))))));
    expectComponents(forwardOperator(round, use(p)), plus(transport, written), world);
  });

  it('turns the sign of the second order, not of the drift, where the clock runs down', () => {
    expectComponents(forwardOperator(backward(X), use(p)), plus(transport, minus(spreading)), world);
  });

  it('says L* p = 0 for a stationary density', () => {
    const equation = fokkerPlanck(X, use(p), true);
    expect(equation.right).toEqual(num(0));
    expectComponents(equation.left, plus(transport, spreading), world);
  });

  it('is the adjoint of the generator: ψ Lφ − φ L*ψ is the divergence of a flux', () => {
    const [phi, psi] = [scalarField('phi', x), scalarField('psi', x)];
    const flux = (i: number): Expression => plus(
      times(part(f, i), use(phi), use(psi)),
      sumOver((j) => times(num(1, 2), plus(
        times(use(psi), D(i, j), by(x, j, use(phi))),
        minus(times(use(phi), by(x, j, times(D(i, j), use(psi)))))))));
    const difference = plus(
      times(use(psi), generator(X, use(phi))), minus(times(use(phi), forwardOperator(X, use(psi)))));
    expectComponents(difference, sumOver((i) => by(x, i, flux(i))), worldOf(f, G, phi, psi));
  });

  it('crosses the blocks that share noise', () => {
    const [A, B, q] = [matrixField('A', x, v), matrixField('B', x, v), field('q', [x, v])];
    const two = process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n')));
    const d = (P: typeof A, Q: typeof A, i: number, j: number): Expression => sumOver((k) => times(part(P, i, k), part(Q, j, k)));
    const written = sumOver((i) => sumOver((j) => plus(
      times(num(1, 2), by(x, i, by(x, j, times(d(A, A, i, j), use(q))))),
      by(x, i, by(v, j, times(d(A, B, i, j), use(q)))),
      times(num(1, 2), by(v, i, by(v, j, times(d(B, B, i, j), use(q))))))));
    expectComponents(forwardOperator(two, use(q)), written, worldOf(A, B, q));
  });
});
