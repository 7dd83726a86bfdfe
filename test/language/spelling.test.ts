import { expect, test } from 'vitest';
import { editDistance, nearestName, normaliseName } from '../../src/language/spelling.ts';

test.each([['σ', 'sigma'], ['Γ', 'Gamma'], ['σ₁', 'sigma_1'], ['x₁₂', 'x_12'], ['x_₁', 'x_1'], ['φ', 'phi'], ['ϕ', 'phi'], ['a1', 'a1'], ['μ_max', 'mu_max']])(
  '%s is the name %s', (written, name) => expect(normaliseName(written)).toBe(name));

test('a swap of neighbours is one edit', () => {
  expect(editDistance('simga', 'sigma')).toBe(1);
  expect(editDistance('abc', 'abc')).toBe(0);
  expect(editDistance('', 'abc')).toBe(3);
});

test('the nearest name is offered only when it is near', () => {
  expect(nearestName('sigam', ['sigma', 'gamma'])).toBe('sigma');
  expect(nearestName('beta', ['sigma', 'gamma'])).toBeNull();
  expect(nearestName('v', ['V', 'w'])).toBe('V');
  expect(nearestName('q', ['p', 'r'])).toBeNull();
});
