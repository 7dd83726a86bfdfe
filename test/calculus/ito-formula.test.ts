import { describe, expect, it } from 'vitest';
import { itoFormula } from '../../src/calculus/ito-formula.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { num, plus, shapeOf, times, use } from '../../src/kernel/expression.ts';
import type { World } from './components.ts';
import { agree, componentsOf } from './components.ts';
import { block, by, matrixField, noise, part, process, s, scalarField, sumOver, t, vectorField, worldOf, x } from './samples.ts';

const expectComponents = (e: Expression, written: readonly Expression[], world: World): void => {
  expect(agree(componentsOf(e, world), written.flatMap((c) => componentsOf(c, world)))).toBe(true);
};
const [f, G, phi, w] = [vectorField('f', x, t), matrixField('G', x, t), scalarField('phi', x, t), vectorField('w', x, t)];
const world = worldOf(f, G, phi, w);
const X = process(block(x, use(f), noise(use(G), 'n')));

describe('Itô’s formula', () => {
  it('has ∂tφ + f·∇φ + ½ tr(G Gᵀ ∇²φ) before dt and ∇φᵀG before dW', () => {
    const { drift, noises } = itoFormula(X, use(phi), 'ito');
    const second = sumOver((i) => sumOver((j) => sumOver((k) =>
      times(num(1, 2), part(G, i, k), part(G, j, k), by(x, i, by(x, j, use(phi)))))));
    const first = sumOver((i) => times(part(f, i), by(x, i, use(phi))));
    expectComponents(drift, [plus(by(t, 1, use(phi)), first, second)], world);
    expect(noises.map((n) => n.wiener)).toEqual(['W']);
    const coefficient = noises[0]?.coefficient ?? num(0);
    expectComponents(coefficient, [1, 2].map((k) => sumOver((i) => times(by(x, i, use(phi)), part(G, i, k)))), world);
  });

  it('gives a vector function a matrix before dW', () => {
    const [only] = itoFormula(X, use(w), 'ito').noises;
    expect(only && shapeOf(only.coefficient)).toEqual(['n', 'n']);
    const written = [1, 2].flatMap((i) => [1, 2].map((k) => sumOver((j) => times(by(x, j, part(w, i)), part(G, j, k)))));
    expectComponents(only?.coefficient ?? num(0), written, world);
  });

  it('is the total derivative along an equation without noise', () => {
    const flow = process(block(x, use(f)));
    const { drift, noises } = itoFormula(flow, use(phi), 'ito');
    expect(noises).toEqual([]);
    expectComponents(drift, [plus(by(t, 1, use(phi)), sumOver((i) => times(part(f, i), by(x, i, use(phi)))))], world);
  });

  it('is the ordinary chain rule in Stratonovich form', () => {
    const circle = process(block(x, use(f), noise(use(G), 'n', { stratonovich: true })));
    const ordinary = plus(by(t, 1, use(phi)), sumOver((i) => times(part(f, i), by(x, i, use(phi)))));
    expectComponents(itoFormula(circle, use(phi), 'stratonovich').drift, [ordinary], world);
    // An Itô equation that is written in Stratonovich form loses the correction of its drift.
    const correction = (i: number): Expression =>
      sumOver((j) => sumOver((k) => times(num(-1, 2), part(G, j, k), by(x, j, part(G, i, k)))));
    const written = plus(ordinary, sumOver((i) => times(correction(i), by(x, i, use(phi)))));
    expectComponents(itoFormula(X, use(phi), 'stratonovich').drift, [written], world);
  });

  it('knows a scalar state', () => {
    const [sigma, psi] = [scalarField('sigma', s), scalarField('psi', s)];
    const p = process(block(s, num(0), noise(use(sigma), null)));
    const { drift, noises } = itoFormula(p, use(psi), 'ito');
    expectComponents(drift, [times(num(1, 2), use(sigma), use(sigma), by(s, 1, by(s, 1, use(psi))))], worldOf(sigma, psi));
    expectComponents(noises[0]?.coefficient ?? num(0), [times(use(sigma), by(s, 1, use(psi)))], worldOf(sigma, psi));
  });
});
