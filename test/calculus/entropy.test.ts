import { describe, expect, it } from 'vitest';
import { carriedByNoise, entropyFlux, expansionRate, squaredByNoise } from '../../src/calculus/entropy.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { minus, num, plus, times, use } from '../../src/kernel/expression.ts';
import type { Block } from '../../src/language/statement.ts';
import { agree, componentsOf } from './components.ts';
import { backward, block, by, isotropic, matrixField, noise, part, process, s, scalarField, sumOver, t, v, vectorField, worldOf, x } from './samples.ts';

const [f, G, g, p, w] = [vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('p', x), vectorField('w', x)];
const world = worldOf(f, G, g, p, w);
const X = process(block(x, use(f), noise(use(G), 'n')));
const D = (i: number, j: number): Expression => sumOver((k) => times(part(G, i, k), part(G, j, k)));
const same = (left: Expression, right: Expression): boolean => agree(componentsOf(left, world), componentsOf(right, world));
const only = X.blocks[0] as Block;

describe('the rate of the entropy', () => {
  it('is ∂_i b_i − ½ ∂_i ∂_j D_ij apart from the Fisher information, with the other sign of D where the clock runs down', () => {
    const drift = sumOver((i) => by(x, i, part(f, i)));
    const spread = sumOver((i) => sumOver((j) => times(num(1, 2), by(x, i, by(x, j, D(i, j))))));
    expect(same(expansionRate(X), plus(drift, minus(spread)))).toBe(true);
    expect(same(expansionRate(backward(X)), plus(drift, spread))).toBe(true);
  });

  it('leaves out what does not depend on the state', () => {
    const still = process(block(x, use(vectorField('c', t)), noise(isotropic(use(scalarField('h', t))), 'n')));
    expect(expansionRate(still)).toEqual(num(0));
  });

  it('has the square v_i D_ij v_j by the noise, isotropic or not; none without noise', () => {
    const written = sumOver((i) => sumOver((j) => times(part(w, i), D(i, j), part(w, j))));
    expect(same(squaredByNoise(X, () => use(w)) ?? num(0), written)).toBe(true);
    const round = process(block(x, use(f), noise(isotropic(use(g)), 'n')));
    expect(same(squaredByNoise(round, () => use(w)) ?? num(0), sumOver((i) => times(use(g), use(g), part(w, i), part(w, i))))).toBe(true);
    expect(squaredByNoise(process(block(x, use(f))), () => use(w))).toBeNull();
  });

  it('counts pairs of different blocks twice', () => {
    const [A, B, a, b] = [matrixField('A', x, v), matrixField('B', x, v), vectorField('a', x, v), vectorField('b', x, v)];
    const two = process(block(x, num(0), noise(use(A), 'n')), block(v, num(0), noise(use(B), 'n')));
    const its = worldOf(A, B, a, b);
    const square = squaredByNoise(two, (one) => use(one.variable.name === 'x' ? a : b)) ?? num(0);
    const along = (k: number): Expression => sumOver((i) => plus(times(part(A, i, k), part(a, i)), times(part(B, i, k), part(b, i))));
    expect(agree(componentsOf(square, its), componentsOf(sumOver((k) => times(along(k), along(k))), its))).toBe(true);
    const carried = carriedByNoise(two, two.blocks[1] as Block, (one) => use(one.variable.name === 'x' ? a : b)) ?? num(0);
    componentsOf(carried, its).forEach((component, i) =>
      expect(agree([component], componentsOf(sumOver((k) => times(part(B, i + 1, k), along(k))), its))).toBe(true));
  });

  it('of a scalar block is a plain square', () => {
    const [h, r] = [scalarField('h', s), scalarField('r', s)];
    const line = process(block(s, num(0), noise(use(h), null)));
    const its = worldOf(h, r);
    expect(agree(componentsOf(squaredByNoise(line, () => use(r)) ?? num(0), its), componentsOf(times(use(h), use(h), use(r), use(r)), its))).toBe(true);
  });
});

describe('the flux of the entropy', () => {
  it('is φ J − ½ p D v', () => {
    const flux = componentsOf(entropyFlux(X, only, use(f), use(p), use(g), () => use(w)), world);
    for (const i of [1, 2]) {
      const written = plus(times(use(g), part(f, i)), times(num(-1, 2), use(p), sumOver((j) => times(D(i, j), part(w, j)))));
      expect(agree([flux[i - 1] as never], componentsOf(written, world))).toBe(true);
    }
  });
});
