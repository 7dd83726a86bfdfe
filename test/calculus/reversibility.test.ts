import { describe, expect, it } from 'vitest';
import { probabilityCurrent } from '../../src/calculus/current.ts';
import { irreversibility } from '../../src/calculus/reversibility.ts';
import { num, use } from '../../src/kernel/expression.ts';
import type { Block, Process } from '../../src/language/statement.ts';
import { agree, componentsOf } from './components.ts';
import { block, isotropic, matrixField, noise, process, scalarField, vectorField, worldOf, x } from './samples.ts';

describe('what time reversal changes under a stationary density', () => {
  const [f, G, g, rho] = [vectorField('f', x), matrixField('G', x), scalarField('g', x), scalarField('rho', x)];
  const world = worldOf(f, G, g, rho);
  const agrees = (of: Process): boolean => {
    const one = of.blocks[0] as Block;
    const { left, right } = irreversibility(of, one, use(rho), probabilityCurrent(of, one, use(rho)));
    return agree(componentsOf(left, world), componentsOf(right, world));
  };

  it('is minus twice the velocity of the current', () => {
    expect(agrees(process(block(x, use(f), noise(use(G), 'n'))))).toBe(true);
    expect(agrees(process(block(x, use(f), noise(isotropic(use(g)), 'n'))))).toBe(true);
    expect(agrees(process(block(x, num(0), noise(use(G), 'n'))))).toBe(true);
  });
});
