import { describe, expect, it } from 'vitest';
import { doobTransform, steering, withAddedDrift, withLikelihood } from '../../src/calculus/girsanov.ts';
import { generator } from '../../src/calculus/generator.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { num, over, plus, times, use } from '../../src/kernel/expression.ts';
import type { Block } from '../../src/language/statement.ts';
import { agree, componentsOf } from './components.ts';
import { block, by, isotropic, matrixField, noise, part, process, s, scalarField, sumOver, t, vectorField, worldOf, x } from './samples.ts';

const [f, G, g, h, w, theta, phi] = [
  vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('h', t), scalarField('w', x), vectorField('theta', x), scalarField('phi', x),
];
const world = worldOf(f, G, g, h, w, theta, phi);
const X = process(block(x, use(f), noise(use(G), 'n')));
const expectComponent = (e: Expression, i: number, written: Expression): void => {
  expect(agree([componentsOf(e, world)[i - 1] as never], componentsOf(written, world))).toBe(true);
};

describe('Doob’s transform', () => {
  it('adds D_ij ∂_j log w to the Itô drift', () => {
    const [only] = doobTransform(X, use(w)).blocks;
    const D = (i: number, j: number): Expression => sumOver((k) => times(part(G, i, k), part(G, j, k)));
    for (const i of [1, 2]) {
      expectComponent(only?.drift ?? num(0), i, plus(part(f, i), sumOver((j) => times(D(i, j), over(by(x, j, use(w)), use(w))))));
    }
  });

  it('reads a Stratonovich drift in the sense of Itô first', () => {
    const circled = process(block(x, use(f), noise(isotropic(use(g)), 'n', { stratonovich: true })));
    const [only] = withAddedDrift(circled, () => null).blocks;
    expect(only?.noises[0]?.stratonovich).toBe(false);
    for (const i of [1, 2]) expectComponent(only?.drift ?? num(0), i, plus(part(f, i), times(num(1, 2), use(g), by(x, i, use(g)))));
  });
});

describe('Girsanov’s theorem', () => {
  it('steers by G θ where the noise is the one that is weighted', () => {
    const only = X.blocks[0] as Block;
    for (const i of [1, 2]) expectComponent(steering(only, 'W', use(theta)) ?? num(0), i, sumOver((k) => times(part(G, i, k), part(theta, k))));
    expect(steering(only, 'B', use(theta))).toBeNull();
    expect(steering(block(x, use(f), noise(isotropic(use(h)), 'n')), 'W', use(theta))).toEqual(times(use(h), use(theta)));
  });

  it('adds an exponent l with drift −½ |θ|² that shares the noise: of l φ the generator has the added drift', () => {
    const joint = withLikelihood(X, 'W', use(theta), s, 'L');
    const [l, test] = [use(s), use(phi)];
    const steered = withAddedDrift(X, (b) => steering(b, 'W', use(theta)));
    const along = (of: Expression): Expression => generator(steered, of);
    // l φ: l L φ − ½ |θ|² φ + ∇φ·G θ, the first order of what e^l φ gives.
    const written = plus(times(l, generator(X, test)), times(num(-1, 2), sumOver((k) => times(part(theta, k), part(theta, k))), test),
      along(test), times(num(-1), generator(X, test)));
    expect(agree(componentsOf(generator(joint, times(l, test)), world), componentsOf(written, world))).toBe(true);
  });
});
