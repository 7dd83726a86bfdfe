import { describe, expect, it } from 'vitest';
import { controlCost, controlTerm, gradientThroughNoise, reversedCost, reversedPassiveDrift } from '../../src/calculus/score-as-control.ts';
import { forwardOperator } from '../../src/calculus/fokker-planck.ts';
import { divergence, dot, gradient, hessian, minus, num, outer, over, plus, pow, subtract, times, transpose, use } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { agree, componentsOf } from './components.ts';
import { block, isotropic, matrixField, noise, process, scalarField, t, vectorField, worldOf, x } from './samples.ts';

const [p, f, G, g] = [scalarField('p', x, t), vectorField('f', x, t), matrixField('G', x, t), scalarField('g', t)];
const Y = process(block(x, use(f), noise(use(G), 'n')));
const Yblock = Y.blocks[0] ?? block(x, use(f));
const world = worldOf(p, f, G, g);
const D = dot(use(G), transpose(use(G)));

describe('the problem whose value is −log p of the reversed clock', () => {
  it('has the drift −f + ∇·D without its control, and the cost ∇·f − ½ ∇·∇·D', () => {
    const drift = reversedPassiveDrift(Y, Yblock, use(p));
    expect(agree(componentsOf(drift, world), componentsOf(subtract(divergence(D), use(f)), world))).toBe(true);
    const cost = subtract(divergence(use(f)), times(num(1, 2), divergence(divergence(D))));
    expect(agree(componentsOf(reversedCost(Y), world), componentsOf(cost, world))).toBe(true);
  });

  it('is solved by it: −∂s W + L W + c − ½|Gᵀ∇W|² for W = −log p is (∂s p − L*p)/p without its ∂s p', () => {
    const [dp, hp] = [gradient(use(p)), hessian(use(p))];
    const slope = minus(over(dp, use(p)));
    const curvature = subtract(over(outer(dp, dp), pow(use(p), num(2))), over(hp, use(p)));
    const push = dot(transpose(use(G)), slope);
    const left = plus(
      dot(reversedPassiveDrift(Y, Yblock, use(p)), slope), times(num(1, 2), { kind: 'doubleDot', left: D, right: curvature }),
      reversedCost(Y), times(num(-1, 2), dot(push, push)),
    );
    const right = minus(over(forwardOperator(Y, use(p)), use(p)));
    expect(agree(componentsOf(left, world), componentsOf(right, world))).toBe(true);
  });

  it('has the control Gᵀ∇log p, for scalar and matrix noise', () => {
    expect(printExpression(gradientThroughNoise(Y, 'W', use(p)))).toBe('G^T grad p');
    expect(printExpression(gradientThroughNoise(process(block(x, use(f), noise(isotropic(use(g)), 'n'))), 'W', use(p)))).toBe('g grad p');
    expect(printExpression(gradientThroughNoise(process(block(x, use(f), noise(use(f), null))), 'W', use(p)))).toBe('f · grad p');
  });

  it('adds G u to the drift where the noise is, and nothing where it is not', () => {
    expect(printExpression(controlTerm(Yblock, 'W', use(f)) ?? num(0))).toBe('G f');
    expect(controlTerm(Yblock, 'B', use(f))).toBeNull();
    expect(printExpression(controlCost([use(f), use(g)]))).toBe('1/2 |f|^2 + 1/2 g^2');
  });

  it('costs nothing but the control where neither drift nor noise spreads or gathers', () => {
    const still = process(block(x, times(num(0), use(f)), noise(isotropic(use(g)), 'n')));
    expect(componentsOf(reversedCost(still), world).every((c) => c.over.size === 0)).toBe(true);
  });
});
