import { expect, test } from 'vitest';
import { claimsOf, derived } from './derived.ts';

const START = `param T
param R: symmetric matrix
field b(x,t): vector
field k(x)
control u: vector
process X: dX = (b + u) dt + dW
`;

test.each([
  ['minimize running 0', 'no minimiser: the Hamiltonian is linear in u'],
  ['maximize running 0', 'no maximiser: the Hamiltonian is linear in u'],
  ['minimize running -|u|^2', 'no minimiser: the Hamiltonian is concave in u'],
  ['maximize running |u|^2', 'no maximiser: the Hamiltonian is convex in u'],
])('%s: %s, and only what needs no optimum is derived', async (running, reason) => {
  const derivation = await derived(`${START}problem P: ${running} terminal k over u along X`);
  expect(derivation.notFound).toEqual([{ what: 'the optimal control of P', reason }]);
  expect(derivation.unproved).toEqual([]);
  expect([...claimsOf(derivation).keys()]).toEqual(['Dynamic programming for P', 'Derivative of the Hamiltonian of P by u']);
});

test('a weight that may be singular is named', async () => {
  const derivation = await derived(`${START}problem P: minimize running 1/2 u^T R u terminal k over u along X`);
  expect(derivation.notFound).toEqual([{
    what: 'the optimal control of P',
    reason: 'no minimiser is known: the second derivative of the Hamiltonian by u, R, is not known to be positive definite',
  }]);
  expect(claimsOf(derivation).get('Hamilton–Jacobi–Bellman equation of P')).toBe('∂t V + min[u](H) = 0 by hjb');
});

test('a control that changes nothing is said to', async () => {
  const derivation = await derived('param T\nfield k(x)\ncontrol u: vector\nprocess X: dX = dW\nproblem P: minimize running |x|^2 terminal k over u along X');
  expect(derivation.notFound[0]?.reason).toBe('the Hamiltonian does not depend on u');
});

test('an optimum without a closed form is not made up', async () => {
  const derivation = await derived('dimension 1\nparam T\nfield k(x)\ncontrol u\nprocess X: dX = (u + sin(u)) dt + dW\nproblem P: minimize running u^2 + u^6 terminal k over u along X');
  expect(derivation.notFound[0]).toEqual({ what: 'the optimal control of P', reason: 'no minimiser in closed form was found for u' });
  expect(derivation.unproved).toEqual([]);
});
