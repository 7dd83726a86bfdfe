import { describe, expect, it } from 'vitest';
import { diffusion } from '../../src/calculus/diffusion.ts';
import { generator } from '../../src/calculus/generator.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { coordinate, field, minus, num, plus, pow, times, use } from '../../src/kernel/expression.ts';
import type { World } from './components.ts';
import { agree, componentsOf } from './components.ts';
import {
  backward, block, by, isotropic, matrixField, noise, part, process, scalarField, sumOver, t, v, vectorField, worldOf, x,
} from './samples.ts';

const expectComponents = (e: Expression, written: readonly Expression[], world: World): void => {
  expect(agree(componentsOf(e, world), written.flatMap((c) => componentsOf(c, world)))).toBe(true);
};
const [f, G, g, phi] = [vectorField('f', x, t), matrixField('G', x, t), scalarField('g', x, t), scalarField('phi', x, t)];
const world = worldOf(f, G, g, phi);
const D = (i: number, j: number): Expression => sumOver((k) => times(part(G, i, k), part(G, j, k)));
const secondOrder = (e: Expression): Expression =>
  sumOver((i) => sumOver((j) => times(num(1, 2), D(i, j), by(x, i, by(x, j, e)))));
const drift = (e: Expression): Expression => sumOver((i) => times(part(f, i), by(x, i, e)));

describe('the diffusion', () => {
  it('is G Gᵀ, and g² I for g I', () => {
    const full = block(x, use(f), noise(use(G), 'n'));
    const d = diffusion(full, full);
    if (d === null) throw new Error('noise');
    expectComponents(d, [1, 2].flatMap((i) => [1, 2].map((j) => D(i, j))), world);
    const round = block(x, use(f), noise(isotropic(use(g)), 'n'));
    expect(diffusion(round, round)).toEqual(isotropic(pow(use(g), num(2))));
  });

  it('is absent between blocks without common noise', () => {
    const [a, b] = [block(x, num(0), noise(use(G), 'n')), block(v, num(0), noise(use(G), 'n', { wiener: 'B' }))];
    expect(diffusion(a, b)).toBeNull();
  });

  it('adds the coefficients of one Brownian motion before it squares them', () => {
    const two = block(x, num(0), noise(isotropic(use(g)), 'n'), noise(use(G), 'n'));
    const d = diffusion(two, two);
    const entry = (i: number, k: number): Expression => (i === k ? plus(use(g), part(G, i, k)) : part(G, i, k));
    const written = [1, 2].flatMap((i) => [1, 2].map((j) => sumOver((k) => times(entry(i, k), entry(j, k)))));
    expectComponents(d ?? num(0), written, world);
  });
});

describe('the generator', () => {
  const p = process(block(x, use(f), noise(use(G), 'n')));

  it('is f·∇φ + ½ D:∇²φ', () => {
    expectComponents(generator(p, use(phi)), [plus(drift(use(phi)), secondOrder(use(phi)))], world);
  });

  it('has a Laplacian for isotropic noise', () => {
    const round = process(block(x, use(f), noise(isotropic(use(g)), 'n')));
    const half = times(num(1, 2), pow(use(g), num(2)), sumOver((i) => by(x, i, by(x, i, use(phi)))));
    expectComponents(generator(round, use(phi)), [plus(drift(use(phi)), half)], world);
  });

  it('acts on a vector component by component', () => {
    const w = vectorField('w', x, t);
    const written = [1, 2].map((i) => plus(drift(part(w, i)), secondOrder(part(w, i))));
    expectComponents(generator(p, use(w)), written, worldOf(f, G, g, w));
  });

  it('has the other sign before the second order where the clock runs down', () => {
    expectComponents(generator(backward(p), use(phi)), [plus(drift(use(phi)), minus(secondOrder(use(phi))))], world);
  });

  it('crosses blocks that share noise, vectors and scalars', () => {
    const r = coordinate('r', null);
    const [A, B] = [matrixField('A', x, v, r), matrixField('B', x, v, r)];
    const [c, psi] = [vectorField('c', x, v, r), scalarField('psi', x, v, r)];
    const mixed = process(
      block(x, num(0), noise(use(A), 'n')), block(r, num(0), noise(use(c), 'n')), block(v, num(0), noise(use(B), 'n')));
    const along = (k: number, e: Expression): Expression => plus(
      sumOver((i) => times(part(A, i, k), by(x, i, e))), times(part(c, k), by(r, 1, e)),
      sumOver((i) => times(part(B, i, k), by(v, i, e))));
    // Second derivatives alone: the field along which φ is differentiated must not be differentiated itself.
    const vectors = (k: number): readonly (readonly [Expression, (e: Expression) => Expression])[] => [
      ...[1, 2].map((i): readonly [Expression, (e: Expression) => Expression] => [part(A, i, k), (e) => by(x, i, e)]),
      [part(c, k), (e) => by(r, 1, e)],
      ...[1, 2].map((i): readonly [Expression, (e: Expression) => Expression] => [part(B, i, k), (e) => by(v, i, e)]),
    ];
    const written = sumOver((k) => plus(...vectors(k).map(([coefficient, slope]) =>
      times(num(1, 2), coefficient, plus(...vectors(k).map(([other, otherSlope]) => times(other, slope(otherSlope(use(psi))))))))));
    expect(along(1, use(psi)).kind).toBe('add');
    expectComponents(generator(mixed, use(psi)), [written], worldOf(A, B, c, psi));
  });

  it('crosses blocks for vector functions too', () => {
    const [A, B, w] = [matrixField('A', x, v), matrixField('B', x, v), vectorField('w', x, v)];
    const mixed = process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n')));
    const d = (P: typeof A, Q: typeof A, i: number, j: number): Expression => sumOver((k) => times(part(P, i, k), part(Q, j, k)));
    const written = [1, 2].map((l) => sumOver((i) => sumOver((j) => plus(
      times(num(1, 2), d(A, A, i, j), by(x, i, by(x, j, part(w, l)))),
      times(d(A, B, i, j), by(x, i, by(v, j, part(w, l)))),
      times(num(1, 2), d(B, B, i, j), by(v, i, by(v, j, part(w, l))))))));
    expectComponents(generator(mixed, use(w)), written, worldOf(A, B, w));
  });

  it('is 0 without drift and noise', () => {
    expect(generator(process(block(x, num(0))), use(field('phi', [x])))).toEqual(num(0));
  });
});
