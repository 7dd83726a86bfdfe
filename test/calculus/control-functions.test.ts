import { describe, expect, it } from 'vitest';
import type { Regularised } from '../../src/calculus/gibbs-policy.ts';
import { gibbsPolicy, regularisedOptimum, softOptimum } from '../../src/calculus/gibbs-policy.ts';
import { discountFactor, discountedDrift, qFunction } from '../../src/calculus/q-function.ts';
import { controlVariable, field, num, parameter, use } from '../../src/kernel/expression.ts';
import { printExpression } from '../../src/render/text.ts';
import { scalarField, t, x } from './samples.ts';

const [H, V, still] = [use(scalarField('H', x, t)), use(scalarField('V', x, t)), use(scalarField('V', x))];
const rho = use(parameter('rho'));

describe('the q-function', () => {
  it('is ∂t V + H − ρ V, without what is not there', () => {
    expect(printExpression(qFunction(H, V, rho))).toBe('∂t V + H - rho V');
    expect(printExpression(qFunction(H, V, null))).toBe('∂t V + H');
    expect(printExpression(qFunction(H, still, rho))).toBe('H - rho V');
  });

  it('is the drift of the discounted value, beyond the running cost', () => {
    expect(printExpression(discountFactor(rho) ?? num(0))).toBe('exp(-rho t)');
    expect(discountFactor(null)).toBeNull();
    expect(printExpression(discountedDrift(H, V, rho))).toBe('exp(-rho t) (H - V)');
    expect(printExpression(discountedDrift(H, num(0), null))).toBe('H');
  });
});

describe('the entropy-regularised optimum', () => {
  const u = controlVariable('u', null);
  const cost: Regularised = { sense: 'minimize', control: u, policy: field('pi', [u], { sign: 'positive' }), temperature: use(parameter('alpha')), hamiltonian: H };
  const reward: Regularised = { ...cost, sense: 'maximize' };

  it('pays for entropy that is missing, and is paid for entropy', () => {
    expect(printExpression(regularisedOptimum(cost, false))).toBe('min[pi](∫[u](pi (H + alpha log pi)))');
    expect(printExpression(regularisedOptimum(reward, true))).toBe('argmax[pi](∫[u](pi (H - alpha log pi)))');
  });

  it('is a soft minimum, or a soft maximum, at the Gibbs policy', () => {
    expect(printExpression(softOptimum(cost, H))).toBe('-alpha log ∫[u](exp(-H / alpha))');
    expect(printExpression(softOptimum(reward, H))).toBe('alpha log ∫[u](exp(H / alpha))');
    expect(printExpression(gibbsPolicy(cost, H))).toBe('exp(-H / alpha) / ∫[u](exp(-H / alpha))');
  });
});
