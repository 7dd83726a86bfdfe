import { expect, test } from 'vitest';
import { claim, claimsOf, derived, unseen } from './derived.ts';

const START = `param T
param nu > 0
param r > 0
param rho > 0
field b(x,t): vector
field sigma(x,t): matrix(n,m)
field G(x,t): matrix(n,k)
field c(x,t)
field k(x)
param R: positive matrix(m,m)
control u: vector(m)
`;

test('noise that matches the cost of control: linear for exactly one temperature, and solved by an expectation', async () => {
  const derivation = await derived(`${START}process X: dX = (b + sigma u) dt + sqrt(nu) sigma dW\nproblem P: minimize running r/2 |u|^2 + c terminal k over u along X`);
  expect(derivation.notFound).toEqual([]);
  expect(derivation.unproved).toEqual([]);
  expect(unseen(derivation)).toEqual([]);
  expect(claim(derivation, 'When the equation of P is linear')).toMatch(/= 0 iff lambda = nu r$/);
  expect(claim(derivation, 'Linear equation for P')).toMatch(/^∂t psi \+ b · grad psi .* - c psi \/ \(nu r\) = 0 by hjb$/);
  expect(claim(derivation, 'Path-integral solution of P')).toBe('-nu r log h is value of P');
  expect(claim(derivation, 'Optimal control of P as a gradient')).toBe('u = nu sigma^T grad log h is optimal for P with value -nu r log h');
});

test('of a reward the exponent has the other sign', async () => {
  const derivation = await derived(`${START}process X: dX = (b + sigma u) dt + sqrt(nu) sigma dW\nproblem P: maximize running c - r/2 |u|^2 terminal k over u along X`);
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, 'Linear equation for P')).toMatch(/\+ c psi \/ \(nu r\) = 0 by hjb$/);
  expect(claim(derivation, 'Path-integral solution of P')).toBe('nu r log h is value of P');
});

test('a term that is linear in the control moves the drift and the cost', async () => {
  const derivation = await derived('dimension 1\nparam T\nparam a\nparam g > 0\nfield k(x)\ncontrol u\nprocess X: dX = u dt + g dW\nproblem P: minimize running 1/2 u^2 + a x u terminal k over u along X');
  expect(derivation.notFound).toEqual([]);
  expect(derivation.unproved).toEqual([]);
  expect(claim(derivation, 'Linear equation for P')).toContain('a x ∂x psi');
  expect(claim(derivation, 'Optimal control of P as a gradient')).toMatch(/^u = -a x \+ /);
});

test.each([
  ['noise of another shape', 'process X: dX = (b + sigma u) dt + G dW\nproblem P: minimize running 1/2 u^T R u + c terminal k over u along X',
    'it needs a constant lambda with G G^T = lambda sigma R^-1 sigma^T, and none was found'],
  ['a discount', 'process X: dX = (b + sigma u) dt + sigma dW\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X discounted rho',
    'the discount leaves the term rho psi log psi'],
  ['a temperature that moves', 'field g(t) > 0\nprocess X: dX = (b + sigma u) dt + g sigma dW\nproblem P: minimize running 1/2 |u|^2 terminal k over u along X',
    'it needs a constant lambda with g^2 sigma sigma^T = lambda sigma sigma^T, and none was found'],
])('%s: what is left is shown, and the condition that fails is named', async (_, statements, reason) => {
  const derivation = await derived(START + statements);
  expect(derivation.unproved).toEqual([]);
  expect(derivation.notFound).toEqual([{ what: 'a linear equation for the value of P', reason }]);
  expect(claim(derivation, 'Logarithmic transform for P')).toContain('grad log chi · grad log chi');
  expect(claimsOf(derivation).has('Linear equation for P')).toBe(false);
});
