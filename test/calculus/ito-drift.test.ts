import { describe, expect, it } from 'vitest';
import { itoDrift, stratonovichDrift } from '../../src/calculus/ito-drift.ts';
import type { Block, Process } from '../../src/language/statement.ts';
import type { Expression } from '../../src/kernel/expression.ts';
import { coordinate, field, num, plus, times, use } from '../../src/kernel/expression.ts';
import { agree, componentsOf } from './components.ts';
import type { World } from './components.ts';
import {
  backward, block, by, isotropic, matrixField, noise, part, process, s, scalarField, sumOver, t, v, vectorField, worldOf, x,
} from './samples.ts';

const only = (p: Process): Block => p.blocks[0] ?? block(x, num(0));
const expectComponents = (e: Expression, written: readonly Expression[], world: World): void => {
  expect(agree(componentsOf(e, world), written.flatMap((c) => componentsOf(c, world)))).toBe(true);
};

describe('the Itô drift of a Stratonovich equation', () => {
  const [f, G, g] = [vectorField('f', x, t), matrixField('G', x, t), scalarField('g', x, t)];
  const world = worldOf(f, G, g);
  const stratonovich = process(block(x, use(f), noise(use(G), 'n', { stratonovich: true })));
  const correction = (i: number): Expression =>
    sumOver((j) => sumOver((k) => times(part(G, j, k), by(x, j, part(G, i, k)))));

  it('is f_i + ½ Σ G_jk ∂_j G_ik, as in the textbook', () => {
    const written = [1, 2].map((i) => plus(part(f, i), times(num(1, 2), correction(i))));
    expectComponents(itoDrift(stratonovich, only(stratonovich)), written, world);
  });

  it('has the other sign where the clock runs down', () => {
    const down = backward(stratonovich);
    const written = [1, 2].map((i) => plus(part(f, i), times(num(-1, 2), correction(i))));
    expectComponents(itoDrift(down, only(down)), written, world);
  });

  it('is f itself for Itô noise, whose Stratonovich drift is f minus the correction', () => {
    const ito = process(block(x, use(f), noise(use(G), 'n')));
    expect(itoDrift(ito, only(ito))).toEqual(use(f));
    const written = [1, 2].map((i) => plus(part(f, i), times(num(-1, 2), correction(i))));
    expectComponents(stratonovichDrift(ito, only(ito)), written, world);
  });

  it('is f + ½ g ∇g for g I', () => {
    const p = process(block(x, use(f), noise(isotropic(use(g)), 'n', { stratonovich: true })));
    const written = [1, 2].map((i) => plus(part(f, i), times(num(1, 2), use(g), by(x, i, use(g)))));
    expectComponents(itoDrift(p, only(p)), written, world);
  });

  it('leaves noise that does not depend on the state alone', () => {
    const h = matrixField('H', t);
    const p = process(block(x, use(f), noise(use(h), 'n', { stratonovich: true })));
    expect(itoDrift(p, only(p))).toEqual(use(f));
  });

  it('takes a scalar Brownian motion with a vector coefficient', () => {
    const b = vectorField('b', x);
    const p = process(block(x, use(f), noise(use(b), null, { stratonovich: true })));
    const written = [1, 2].map((i) =>
      plus(part(f, i), times(num(1, 2), sumOver((j) => times(part(b, j), by(x, j, part(b, i)))))));
    expectComponents(itoDrift(p, only(p)), written, worldOf(f, b));
  });

  it('is ½ σ σ′ for a scalar state, also with a vector of noises', () => {
    const sigma = scalarField('sigma', s);
    const one = process(block(s, num(0), noise(use(sigma), null, { stratonovich: true })));
    expectComponents(itoDrift(one, only(one)), [times(num(1, 2), use(sigma), by(s, 1, use(sigma)))], worldOf(sigma));
    const many = field('c', [s], { shape: ['m'] });
    const three = process(block(s, num(0), noise(use(many), 'm', { stratonovich: true })));
    const written = times(num(1, 2), sumOver((k) => times(part(many, k), by(s, 1, part(many, k))), 3));
    expectComponents(itoDrift(three, only(three)), [written], worldOf(many));
  });

  it('counts the other blocks that share the noise, and not those that do not', () => {
    const [A, B] = [matrixField('A', x, v), matrixField('B', x, v)];
    const shared = process(
      block(x, num(0), noise(use(A), 'n', { stratonovich: true })), block(v, num(0), noise(use(B), 'n')));
    const own = (i: number): Expression =>
      sumOver((j) => sumOver((k) => times(part(A, j, k), by(x, j, part(A, i, k)))));
    const crossed = (i: number): Expression =>
      sumOver((j) => sumOver((k) => times(part(B, j, k), by(v, j, part(A, i, k)))));
    const world2 = worldOf(A, B);
    expectComponents(itoDrift(shared, only(shared)), [1, 2].map((i) => times(num(1, 2), plus(own(i), crossed(i)))), world2);
    const apart = process(
      block(x, num(0), noise(use(A), 'n', { stratonovich: true })), block(v, num(0), noise(use(B), 'n', { wiener: 'B' })));
    expectComponents(itoDrift(apart, only(apart)), [1, 2].map((i) => times(num(1, 2), own(i))), world2);
  });

  it('takes a vector and a scalar block with one noise', () => {
    const r = coordinate('r', null);
    const [A, c] = [field('A', [x, r], { shape: ['n', 'm'] }), field('c', [x, r], { shape: ['m'] })];
    const p = process(
      block(r, num(0), noise(use(c), 'm', { stratonovich: true })),
      block(x, num(0), noise(use(A), 'm', { stratonovich: true })));
    const [scalar, vector] = p.blocks;
    if (scalar === undefined || vector === undefined) throw new Error('two blocks');
    const along = (e: (k: number) => Expression): Expression => sumOver((k) => plus(
      times(part(c, k), by(r, 1, e(k))), sumOver((j) => times(part(A, j, k), by(x, j, e(k))))), 3);
    expectComponents(itoDrift(p, scalar), [times(num(1, 2), along((k) => part(c, k)))], worldOf(A, c));
    expectComponents(itoDrift(p, vector), [1, 2].map((i) => times(num(1, 2), along((k) => part(A, i, k)))), worldOf(A, c));
  });
});
